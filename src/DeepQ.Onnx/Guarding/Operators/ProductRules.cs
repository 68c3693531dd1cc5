using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Products of matrices.</summary>
internal static class ProductRules
{
    public static GuardedValue[] MatMul(GuardedNode node)
    {
        (GuardedValue a, GuardedValue b) = (ElementwiseRules.Float(node, node.Input(0)), node.Input(1));
        node.Require(a.Type == b.Type, $"multiplies {a.Type} with {b.Type}");
        return [new(a.Type, Product(node, a.Shape, b.Shape))];
    }

    /// <summary>A product of bytes, summed in 32 bits.</summary>
    public static GuardedValue[] MatMulInteger(GuardedNode node)
    {
        for (int i = 0; i < node.InputCount; i++)
        {
            if (node.Optional(i) is not { } input)
                continue;
            node.Require(input.Type is OnnxElementType.UInt8 or OnnxElementType.Int8, $"multiplies {input.Type}");
            node.Require(i < 2 || input.Shape is { Batched: false, Count: 1 }, "has several zero points");
        }

        return [new(OnnxElementType.Int32, Product(node, node.Input(0).Shape, node.Input(1).Shape))];
    }

    public static GuardedValue[] Gemm(GuardedNode node)
    {
        (GuardedValue a, GuardedValue b) = (ElementwiseRules.Float(node, node.Input(0)), node.Input(1));
        node.Float("alpha", 1);
        node.Float("beta", 1);
        node.Require(a.Shape.Rank == 2 && b.Shape.Rank == 2 && a.Type == b.Type,
            $"multiplies {a.Type} {a.Shape} with {b.Type} {b.Shape}");
        GuardedShape left = node.Flag("transA", false) ? Transposed(node, a.Shape) : a.Shape;
        GuardedShape right = node.Flag("transB", false) ? Transposed(node, b.Shape) : b.Shape;
        GuardedShape result = Product(node, left, right);
        if (node.Optional(2) is { } added)
        {
            node.Require(added.Type == a.Type && GuardedShape.Broadcast(result, added.Shape)?.SameAs(result) == true,
                $"adds {added.Type} {added.Shape} to {result}");
        }

        return [new(a.Type, result)];
    }

    private static GuardedShape Transposed(GuardedNode node, GuardedShape shape) =>
        shape.Batched ? throw node.Mixes() : GuardedShape.Fixed(shape.Axes[1], shape.Axes[0]);

    private static GuardedShape Product(GuardedNode node, GuardedShape a, GuardedShape b)
    {
        if (a.Rank < 2 || b.Rank < 2)
            throw node.Refused($"multiplies {a} with {b}; each needs two axes");
        // The batch may be the rows of the first matrix, or index a stack of matrices.
        if (b is { Batched: true, Rank: 2 } || (a is { Batched: true, Rank: 2 } && b.Rank > 2))
            throw node.Mixes();
        (long rows, long inner, long columns) = (a.Axes[^2], a.Axes[^1], b.Axes[^1]);
        node.Require(inner == b.Axes[^2], $"multiplies rows of {inner} with columns of {b.Axes[^2]}");

        GuardedShape result = a is { Batched: true, Rank: 2 }
            ? new(true, rows, columns)
            : Stacked(node, a, b, rows, columns);
        node.Costs(((Int128)result.Count * inner) + (64 * result.Count / (rows * columns)), result.Batched);
        return result;
    }

    private static GuardedShape Stacked(GuardedNode node, GuardedShape a, GuardedShape b, long rows, long columns)
    {
        GuardedShape outer = GuardedShape.Broadcast(new(a.Batched, a.Axes[..^2]), new(b.Batched, b.Axes[..^2]))
            ?? throw node.Refused($"multiplies stacks of matrices of {a} and {b}");
        return new(outer.Batched, [.. outer.Axes, rows, columns]);
    }
}
