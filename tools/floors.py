"""A contract of import-linter: floors of which one may be `*`, for the folders that no other floor names.

A folder that is added stands there by itself, and none of them may import another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from importlinter.contracts.layers import Layer, LayersContract, ModuleTail

if TYPE_CHECKING:
    import grimp
    from importlinter.domain.contract import ContractCheck
    from importlinter.domain.imports import ModuleExpression

_REST = "*"


class FloorsContract(LayersContract):
    """Layers with a wildcard; of one container."""

    type_name = "floors"

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - import-linter's
        """Name what the wildcard stands for, then check as for any layers."""
        [container] = (expression.expression for expression in cast("set[ModuleExpression]", self.containers))
        layers = cast("list[Layer]", self.layers)
        named = {tail.name for layer in layers for tail in layer.module_tails}
        children = {child.rpartition(".")[2] for child in graph.find_children(container)}
        rest = Layer({ModuleTail(name) for name in children - named}, is_independent=True)
        self.layers = [  # type: ignore[assignment] # a field until import-linter has read it
            rest if layer.module_tails == {ModuleTail(_REST)} else layer for layer in layers
        ]
        return super().check(graph, verbose)
