"""Write a picture as SVG 1.1, which a browser draws sharp at any size."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from voicecoach.pictures.lettering import visible
from voicecoach.pictures.picture import Anchor, Circle, LineShape, Picture, Rectangle, Shape, TextShape


def svg_text(picture: Picture) -> str:
    """Return a whole SVG file; its text is set in the viewer's own sans-serif font."""
    view = f'viewBox="0 0 {picture.width_px} {picture.height_px}" font-family="sans-serif" role="img"'
    size = f'width="{picture.width_px}" height="{picture.height_px}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>',
        f"<title>{escape(visible(picture.title))}</title>",
        f'<rect {size} fill="{picture.background}"/>',
        *(_element(shape) for shape in picture.shapes),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _element(shape: Shape) -> str:
    match shape:
        case Rectangle():
            radius = {"rx": shape.radius_px} if shape.radius_px else {}
            corner = {"x": shape.x_px, "y": shape.y_px, "width": shape.width_px, "height": shape.height_px}
            return _tag("rect", _tip(shape.tip), **corner, **radius, fill=shape.fill)
        case Circle():
            return _tag("circle", _tip(shape.tip), cx=shape.x_px, cy=shape.y_px, r=shape.radius_px, fill=shape.fill)
        case LineShape():
            ends = {"x1": shape.x1_px, "y1": shape.y1_px, "x2": shape.x2_px, "y2": shape.y2_px}
            return _tag("line", **ends, stroke=shape.stroke, stroke_width=shape.width_px)
        case TextShape():
            anchor = {} if shape.anchor is Anchor.START else {"text_anchor": shape.anchor.value}
            place = {"x": shape.x_px, "y": shape.y_px, "font_size": shape.size_px}
            return _tag("text", escape(visible(shape.text)), **place, **anchor, fill=shape.fill)


def _tag(name: str, content: str = "", /, **attributes: float | str) -> str:
    """Return one element; underscores in attribute names become hyphens."""
    written = " ".join(f"{key.replace('_', '-')}={quoteattr(_value(value))}" for key, value in attributes.items())
    return f"<{name} {written}>{content}</{name}>" if content else f"<{name} {written}/>"


def _value(value: float | str) -> str:
    """Return an attribute's value; a number is rounded to the hundredth of a pixel."""
    return value if isinstance(value, str) else f"{round(value, 2) + 0.0:g}"


def _tip(text: str) -> str:
    return f"<title>{escape(visible(text))}</title>" if text else ""
