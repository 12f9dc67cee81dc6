"""Words about a text, told apart from those to speak: facts, explanations, remarks for the reader.

Each module answers one question about the blocks of a text, in this order:

- outer_lines: does it stand outside of the text, as an address does?
- reader_paragraphs: is it for whoever reads aloud? (form_of_address: whom does a paragraph address?)
- preamble: which line above the first words is the title?
- block_heads: is a paragraph the head of those below it?
- explanations: does it explain the text, or does its author speak?
- facts: is it a fact about the text, or a part with notes? (label_runs: which labels stand together?)
- page_frame: does a page have it around its text, or is it a form below?
- quotes: are only the words in quotation marks spoken?
- habits: does the text use its brackets and its emphasis for notes?
- edges: may a first or last sentence be about the text?
- wording: does a sentence that none of these knows read like a note?
- list_numbers: is the number of an item spoken?
"""
