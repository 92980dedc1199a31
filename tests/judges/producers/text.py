"""The known text as blocks, out of the few constructs of Markdown that it has."""
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / 'data/pdf/text.md'


def spans(text):
    """Pieces of a line: ('text' | 'bold' | 'note', value)."""
    pieces = re.split(r'(\*\*[^*]+\*\*|\[\^\d+\])', text)
    kinds = {'*': lambda piece: ('bold', piece[2:-2]), '[': lambda piece: ('note', int(piece[2:-1]))}
    return [kinds.get(piece[0] if re.match(r'\*\*|\[\^', piece) else '', lambda piece: ('text', piece))(piece)
            for piece in pieces if piece]


def blocks(source=None):
    """(kind, value) for each block, and the notes by their numbers."""
    source = source if source is not None else SOURCE.read_text('utf-8')
    out, notes = [], {}
    # A poem has empty lines of its own.
    for part in re.findall(r'::: poem\n.*?\n:::|\S.*?(?=\n\n|\Z)', source.strip(), flags=re.S):
        lines = part.split('\n')
        first = lines[0]
        if match := re.match(r'\[\^(\d+)\]: (.*)', first):
            notes[int(match[1])] = spans(match[2])
        elif match := re.match(r'(#+) (.*)', first):
            out.append(('heading', (len(match[1]), match[2])))
        elif first == '::: poem':
            out.append(('poem', [line.split(' / ') for line in lines[1:-1] if line]))
        elif first.startswith('|'):
            rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in lines]
            out.append(('table', [rows[0], *rows[2:]]))
        elif first.startswith('- '):
            out.append(('bullets', [spans(line[2:]) for line in lines]))
        elif re.match(r'\d+\. ', first):
            out.append(('numbers', [spans(line.split(' ', 1)[1]) for line in lines]))
        else:
            out.append(('paragraph', spans(' '.join(lines))))
    return out, notes
