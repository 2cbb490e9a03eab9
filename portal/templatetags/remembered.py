"""Pieces of a page that follow wholly from a few values, kept ready in this process."""

from collections import OrderedDict

from django import template

register = template.Library()
MOST = 2_000


@register.tag
def remembered(parser, token):
    """{% remembered "name" value … %}…{% endremembered %} renders what is inside once for each set of values.

    The values must decide everything that is inside, and compare as themselves: numbers, words, hashes, tuples. A piece
    can then never be stale, so nothing has to forget it; the oldest goes when there are too many.
    """
    name, *values = token.split_contents()[1:]
    inside = parser.parse(["endremembered"])
    parser.delete_first_token()
    return RememberedNode(name, [parser.compile_filter(value) for value in values], inside)


class RememberedNode(template.Node):
    pieces = OrderedDict()

    def __init__(self, name, values, nodelist):
        self.name, self.values, self.nodelist = name, values, nodelist

    def render(self, context):
        key = (self.name, *[value.resolve(context) for value in self.values])
        piece = self.pieces.get(key)
        if piece is None:
            piece = self.pieces[key] = self.nodelist.render(context)
            while len(self.pieces) > MOST:
                self.pieces.popitem(last=False)
        return piece
