"""The layers of BERT and of MPNet, run as is cheapest in training on a CPU: the same sums as
theirs, in the type that comes in."""

import torch

HIDDEN = -1e4  # for pieces that are padding


def attention_parts(layer):
    """The (query, key, value, output, norm) modules of a layer of BERT or of MPNet."""
    inside = layer.attention
    if hasattr(inside, "attn"):
        return inside.attn.q, inside.attn.k, inside.attn.v, inside.attn.o, inside.LayerNorm
    own = inside.self
    return own.query, own.key, own.value, inside.output.dense, inside.output.LayerNorm


def run(encoder, ids, mask, dropout, kind):
    """Vectors (batch, pieces, width), computed in `kind` between the layers."""
    hidden = dropout(encoder.embeddings(ids).to(kind))
    hide = ((1 - mask)[:, None, None, :] * HIDDEN).to(kind)
    near = None
    if hasattr(encoder.encoder, "compute_position_bias"):
        near = encoder.encoder.compute_position_bias(hidden[:1]).to(kind)
    for layer in encoder.encoder.layer:
        hidden = _layer(layer, encoder.config.num_attention_heads, hidden, hide, near, dropout)
    return hidden


def _layer(layer, heads, x, hide, near, dropout):
    *parts, out, norm = attention_parts(layer)
    batch, pieces, width = x.shape
    query, key, value = (
        part(x).view(batch, pieces, heads, width // heads).transpose(1, 2) for part in parts
    )
    scores = (query * (width // heads) ** -0.5) @ key.transpose(2, 3)
    if near is not None:
        scores = scores + near
    weights = torch.softmax(scores + hide, -1)
    mixed = (weights @ value).transpose(1, 2).reshape(batch, pieces, width)
    x = norm(dropout(out(mixed)) + x)
    inner = torch.nn.functional.gelu(layer.intermediate.dense(x))
    return layer.output.LayerNorm(dropout(layer.output.dense(inner)) + x)
