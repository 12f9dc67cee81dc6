"""Texts to measure a voice's rate with: cues of a guide in each language that has a wording pack, one sentence each.

They are not those that voicecoach calibrates its voices with.
"""

from __future__ import annotations

CUES = {
    "en": (
        "Take hold of your right knee, and draw it towards your chest.",
        "Let both knees sink slowly over to the left side.",
        "Press into your feet, and lift your hips a little higher.",
        "Lie down on your back with your knees bent and your feet flat.",
        "Breathe in through your nose, and let your belly rise.",
        "Let the leg down slowly, and feel the difference between the sides.",
        "Roll over to one side, and come up onto your hands and knees.",
        "Fold forward from your hips, and let your head hang.",
        "Turn your chest back towards the middle, and rest there for a moment.",
        "Slide the cushion under the flat bone at the base of your spine.",
    ),
    "de": (
        "Umfass dein rechtes Knie mit beiden Händen, und zieh es zur Brust.",
        "Lass beide Knie langsam nach links auf den Boden sinken.",
        "Drück die Füße in den Boden, und heb das Becken ein wenig höher.",
        "Leg dich auf den Rücken, die Knie gebeugt, die Füße flach am Boden.",
        "Atme durch die Nase ein, und lass den Bauch sich heben.",
        "Stell das Bein langsam wieder ab, und spür den Unterschied der Seiten.",
        "Roll dich auf eine Seite, und komm auf Hände und Knie.",
        "Beug dich aus der Hüfte nach vorn, und lass den Kopf hängen.",
        "Dreh die Brust zurück zur Mitte, und ruh dich dort einen Moment aus.",
        "Schieb das Kissen unter den flachen Knochen ganz unten am Rücken.",
    ),
    "es": (
        "Toma la rodilla derecha con las dos manos y llévala hacia el pecho.",
        "Deja que las dos rodillas caigan despacio hacia el lado izquierdo.",
        "Presiona los pies contra el suelo y levanta un poco más la cadera.",
        "Túmbate boca arriba con las rodillas dobladas y los pies apoyados.",
        "Inspira por la nariz y deja que el vientre suba despacio.",
        "Baja la pierna lentamente y siente la diferencia entre los dos lados.",
        "Gira hacia un lado y ponte a cuatro patas sobre la esterilla.",
        "Inclínate hacia delante desde la cadera y deja colgar la cabeza.",
        "Vuelve con el pecho al centro y descansa allí un momento.",
        "Coloca el cojín debajo del hueso plano al final de la espalda.",
    ),
    "fr": (
        "Prenez votre genou droit avec les deux mains, et ramenez-le vers la poitrine.",
        "Laissez les deux genoux descendre lentement vers le côté gauche.",
        "Poussez dans les pieds, et soulevez le bassin un peu plus haut.",
        "Allongez-vous sur le dos, les genoux pliés et les pieds à plat.",
        "Inspirez par le nez, et laissez le ventre se soulever doucement.",
        "Reposez la jambe lentement, et sentez la différence entre les deux côtés.",
        "Roulez sur un côté, puis venez sur les mains et les genoux.",
        "Penchez-vous en avant à partir des hanches, et laissez pendre la tête.",
        "Ramenez la poitrine au milieu, et reposez-vous là un instant.",
        "Glissez le coussin sous l'os plat tout en bas du dos.",
    ),
}
