using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators that scale the values of a state by a function of all of them.</summary>
internal static class NormalizationRules
{
    public static GuardedValue[] Softmax(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        // Before version 13 it covers all axes from the given one.
        node.InnerAxis(node.Int("axis", node.Version < 13 ? 1 : -1), input.Shape);
        node.Costs((Int128)32 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }

    public static GuardedValue[] Batch(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        node.Float("epsilon", 0);
        node.Float("momentum", 0);
        node.Require(!node.Flag("training_mode", false), "is in training mode: it would mix what belongs to different states");
        node.Require(node.Flag("spatial", true), "has statistics of each position");
        node.Require(input.Shape.Rank >= 2, "reads what has no channels");
        for (int i = 1; i < 5; i++)
        {
            node.Require(node.Input(i) is { Shape: { Batched: false, Rank: 1 } shape } && shape.Count == input.Shape.Axes[1],
                $"has other statistics than one for each of {input.Shape.Axes[1]} channels");
        }

        node.Costs((Int128)4 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }

    public static GuardedValue[] Layer(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        int axis = node.InnerAxis(node.Int("axis", -1), input.Shape);
        node.Float("epsilon", 0);
        node.Require(node.Int("stash_type", 1) == 1, "computes in another type than Float32");
        GuardedShape part = GuardedShape.Fixed(input.Shape.Axes[axis..]);
        foreach (GuardedValue scale in node.Inputs.Skip(1))
            node.Require(scale.Type == input.Type && scale.Shape.SameAs(part), $"has scales of {scale.Shape} for {part}");
        node.Costs((Int128)16 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }

    public static GuardedValue[] Instance(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        node.Float("epsilon", 0);
        node.Require(input.Shape.Rank >= 3, "reads a value that is not an image");
        foreach (GuardedValue scale in node.Inputs.Skip(1))
        {
            node.Require(scale.Shape is { Batched: false, Rank: 1 } && scale.Shape.Count == input.Shape.Axes[1],
                $"has other scales than one for each of {input.Shape.Axes[1]} channels");
        }

        node.Costs((Int128)16 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }

    public static GuardedValue[] Length(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        node.InnerAxis(node.Int("axis", -1), input.Shape);
        node.Require(node.Int("p", 2) is 1 or 2, "has a norm that is neither L1 nor L2");
        node.Costs((Int128)16 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }
}
