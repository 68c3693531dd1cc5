using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators between numbers and bytes.</summary>
internal static class QuantizationRules
{
    /// <summary>
    /// Quantizes with one scale for all states of a run, which changes a value by less than its 8-bit step.
    /// </summary>
    public static GuardedValue[] Dynamic(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        node.Require(input.Type == OnnxElementType.Float32, $"is given {input.Type}");
        node.Costs((Int128)8 * input.Shape.Count, input.Shape.Batched);
        return
        [
            new(OnnxElementType.UInt8, input.Shape),
            new(OnnxElementType.Float32, GuardedShape.Fixed()),
            new(OnnxElementType.UInt8, GuardedShape.Fixed()),
        ];
    }

    public static GuardedValue[] Quantize(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        node.Flag("saturate", true);
        CheckScales(node, input.Shape);
        OnnxElementType type = node.Optional(2)?.Type ?? OnnxElementType.UInt8;
        node.Require(IsByte(type), $"makes {type}");
        node.Costs((Int128)8 * input.Shape.Count, input.Shape.Batched);
        return [new(type, input.Shape)];
    }

    public static GuardedValue[] Dequantize(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        node.Require(IsByte(input.Type) || input.Type == OnnxElementType.Int32, $"is given {input.Type}");
        node.Require(node.Optional(2) is not { } zero || zero.Type == input.Type, "has a zero point of another type");
        CheckScales(node, input.Shape);
        node.Costs((Int128)8 * input.Shape.Count, input.Shape.Batched);
        return [new(node.Input(1).Type, input.Shape)];
    }

    private static bool IsByte(OnnxElementType type) => type is OnnxElementType.UInt8 or OnnxElementType.Int8;

    // One scale for all, or one for each index of an axis.
    private static void CheckScales(GuardedNode node, GuardedShape shape)
    {
        long axis = node.Int("axis", 1);
        ElementwiseRules.Float(node, node.Input(1));
        foreach (GuardedValue scale in node.Inputs.Skip(1))
        {
            node.Require(!scale.Shape.Batched && (scale.Shape.Count == 1
                    || (scale.Shape.Rank == 1 && scale.Shape.Count == shape.Axes[node.InnerAxis(axis, shape)])),
                $"has scales {scale.Shape} for {shape}");
        }
    }
}
