#!/usr/bin/env python3
"""Draws templates/*/assets/poster.png, the picture with a play button that e-mails show: needs PyPI's pillow."""
import math
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, FINE = 1088, 500, 3


def wave(draw, base, height, length, shift, fill):
    points = [
        (x, (base + height * math.sin((x + shift) / length)) * FINE)
        for x in ((step * 4) for step in range(WIDTH // 4 + 1))
    ]
    draw.polygon([(x * FINE, y) for x, y in points] + [(WIDTH * FINE, HEIGHT * FINE), (0, HEIGHT * FINE)], fill=fill)


def lines(draw, points, close=False):
    points = [(x * FINE, y * FINE) for x, y in points]
    draw.line(points + (points[:1] if close else []), fill=(255, 255, 255, 225), width=9 * FINE, joint="curve")


def bill(draw):
    draw.rounded_rectangle([v * FINE for v in (120, 110, 330, 370)], 18 * FINE, outline=(255, 255, 255, 225), width=9 * FINE)
    for y, end in ((175, 285), (220, 285), (265, 225)):
        lines(draw, [(160, y), (end, y)])
    lines(draw, [(240, 318), (262, 340), (300, 296)])


def house(draw):
    lines(draw, [(110, 250), (230, 145), (350, 250)])
    lines(draw, [(145, 228), (145, 375), (315, 375), (315, 228)])
    lines(draw, [(205, 375), (205, 295), (255, 295), (255, 375)])


def poster(sign):
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE))
    draw = ImageDraw.Draw(picture)
    for y in range(HEIGHT * FINE):
        part = y / (HEIGHT * FINE)
        draw.line([(0, y), (WIDTH * FINE, y)], fill=tuple(round(a + (b - a) * part) for a, b in ((5, 10), (54, 100), (64, 112))))
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    draw.ellipse([v * FINE for v in (720, 70, 960, 310)], fill=(255, 194, 74, 255))
    wave(draw, 350, 34, 150, 40, (89, 195, 195, 150))
    picture.paste(layer, (0, 0), layer)
    layer = Image.new("RGBA", picture.size)
    wave(ImageDraw.Draw(layer), 410, 30, 190, 400, (233, 247, 245, 70))
    picture.paste(layer, (0, 0), layer)
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    sign(draw)
    draw.ellipse([v * FINE for v in (462, 168, 626, 332)], fill=(255, 255, 255, 255))
    draw.polygon([(v[0] * FINE, v[1] * FINE) for v in ((516, 200), (516, 300), (598, 250))], fill=(6, 52, 61, 255))
    picture.paste(layer, (0, 0), layer)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return small.quantize(48, dither=Image.Dither.NONE)


for name, sign in (("payment-reminder", bill), ("welcome", house)):
    poster(sign).save(ROOT / "templates" / name / "assets/poster.png", optimize=True)
