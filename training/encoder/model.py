"""The encoder with all its heads."""

import torch
import transformers
from torch.nn import GELU, Linear, Sequential

from .batches import tensors
from .corpora import FILLER_ROLES, INCIDENTS, ROOTS, STATEMENT_ROLES
from .crf import Crf
from .dropout import PooledDropout
from .layers import run
from .linking import Linker


class Reader(torch.nn.Module):
    """`drop` is the dropout of hidden vectors; attention has none, as drawing its numbers
    costs a tenth of a step on a CPU. The `freeze` lowest layers are not taught."""

    def __init__(self, weights, drop=0.0, freeze=0):
        super().__init__()
        transformers.utils.logging.disable_progress_bar()
        transformers.utils.logging.set_verbosity_error()
        self.encoder = transformers.AutoModel.from_pretrained(
            weights,
            add_pooling_layer=False,
        ).float()
        self.dropout = PooledDropout(drop)
        # The word table is most of the weights and little of the gain.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        if freeze:
            self.encoder.embeddings.requires_grad_(False)
            self.encoder.encoder.layer[:freeze].requires_grad_(False)
            # MPNet's layers share it, so teaching it would reach down through those that rest.
            if hasattr(self.encoder.encoder, "relative_attention_bias"):
                self.encoder.encoder.relative_attention_bias.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.statement_tags = Linear(width, 3 * len(STATEMENT_ROLES))
        self.filler_tags = Linear(width, 3 * len(FILLER_ROLES))
        self.statement_crf = Crf(len(STATEMENT_ROLES))
        self.filler_crf = Crf(len(FILLER_ROLES))
        self.linker = Linker(width)
        # Of a whole window: does it tell of an incident, and of which kinds.
        self.window = Sequential(Linear(width, 64), GELU(), Linear(64, 1 + len(INCIDENTS)))
        # Of two marked parties: mean of the sentence, and each opening mark's vector.
        self.pair = Sequential(Linear(3 * width, 128), GELU(), Linear(128, len(ROOTS)))

    def take_transitions(self, statements, fillers):
        """A teacher's transitions, which are then learnt no further."""
        for crf, transition in ((self.statement_crf, statements), (self.filler_crf, fillers)):
            crf.transition.data.copy_(transition)
            crf.transition.requires_grad_(False)

    def body(self):
        return [p for p in self.encoder.parameters() if p.requires_grad]

    def heads(self):
        inside = {id(p) for p in self.encoder.parameters()}
        return [p for p in self.parameters() if id(p) not in inside and p.requires_grad]

    @property
    def device(self):
        """Where the encoder computes."""
        return self.encoder.embeddings.word_embeddings.weight.device

    def encode(self, ids, mask):
        """Vectors (batch, pieces, width), on the encoder's device."""
        device = self.device
        fast = bfloat16_is_fast(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=fast):
            kind = torch.bfloat16 if fast else torch.float32
            hidden = run(self.encoder, ids.to(device), mask.to(device), self.dropout, kind)
        return hidden.float()

    def roots(self, pairs, special):
        """Logits of ROOTS a pair: (pairs, roots)."""
        ids, mask = tensors([p.ids for p in pairs], *special)
        hidden = self.encode(ids, mask)
        row, source, target = (
            torch.tensor(at, device=hidden.device)
            for at in zip(*((i, p.source + 1, p.target + 1) for i, p in enumerate(pairs)))
        )
        source, target = hidden[row, source], hidden[row, target]
        return self.pair(torch.cat([self.mean(hidden, mask), source, target], 1))

    @staticmethod
    def mean(hidden, mask):
        weight = mask[:, :, None].to(hidden)
        return (hidden * weight).sum(1) / weight.sum(1)


def best_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def bfloat16_is_fast(device):
    """Autocast pays only on processors that multiply bfloat16 themselves."""
    return device.type == "cuda" or "avx512_bf16" in _flags() or "amx_bf16" in _flags()


def _flags(seen=[]):  # noqa: B006
    if not seen:
        with open("/proc/cpuinfo") as file:
            seen.append(next((line for line in file if line.startswith("flags")), ""))
    return seen[0]
