"""The words that name a fact about a text, such as its level or length."""

from __future__ import annotations

_FACT_WORDS_TEXT = (
    "level duration length tone voice pace music background style author date tags category audience target "
    "objective objectives goals theme goal purpose props equipment note notes tempo speed volume language version "
    "format created updated "
    "intention focus difficulty description summary source credit credits copyright license url link "
    "instructions type total time stufe dauer länge ton stimme musik hintergrund autor autorin datum kategorie "
    "zielgruppe thema ziel material hinweis hinweise sprache quelle geschwindigkeit niveau nivel duración tono "
    "voz música fondo autora fecha categoría audiencia tema objetivo nota notas idioma fuente velocidad pausas "
    "durée ton voix musique fond auteur autrice date catégorie public thème objectif matériel remarque langue "
    "posizione posición posição positie livello durata tono voce musica sottofondo autore data categoria obiettivo "
    "materiale lingua fonte nível "
    "duração tom autor categoria objetivo duur toon stem muziek achtergrond categorie doel materiaal opmerking "
    "taal bron materiais materiales matériels materiali materialien benodigdheden benodigd nodig publiek "
    "frequency frequenz häufigkeit frecuencia fréquence frequenza frequência frequentie file filename fichier datei "
    "archivo arquivo bestand difficulty schwierigkeit dificultad "
    "difficulté difficoltà dificuldade moeilijkheid benefit benefits vorteile beneficios bienfaits benefici "
    "benefícios voordelen variables customization contraindications kontraindikationen contraindicaciones "
    "patient patientin paciente paziente patiënt physiotherapist physiotherapeut physiotherapeutin fisioterapeuta "
    "kinésithérapeute fysiotherapeut praxis praktijk phone tel email nb revised "
    "contre-indications controindicazioni contraindicações contra-indicaties statut status id "
    "ablauf aufbau sprechweise agenda outline overview structure estructura déroulement struttura estrutura verloop "
    "project projekt proyecto projet progetto projeto talent "
    "sprechtempo lesetempo opbouw bring mitbringen prévoir llevar traer portare trazer meenemen"
)
FACT_WORDS = frozenset(_FACT_WORDS_TEXT.split())
"""First or last words of a key such as ``Target audience:``, in seven languages."""
