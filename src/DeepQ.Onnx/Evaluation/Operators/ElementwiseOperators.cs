using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators that compute each number separately.</summary>
internal static class ElementwiseOperators
{
    /// <summary>A function without settings.</summary>
    public static Action<EvaluatedNode> Of<TFunction>()
        where TFunction : struct, IUnary => node => Compute(node, default(TFunction));

    public static void LeakyRelu(EvaluatedNode node) =>
        Compute(node, new Unary.LeakyRelu(node.Settings.Float("alpha", 0.01f)));

    public static void Elu(EvaluatedNode node) =>
        Compute(node, new Unary.Exponential(node.Settings.Float("alpha", 1), 1, 1));

    public static void Selu(EvaluatedNode node) => Compute(
        node,
        new Unary.Exponential(node.Settings.Float("alpha", 1.67326319f), 1, node.Settings.Float("gamma", 1.05070102f)));

    public static void Celu(EvaluatedNode node)
    {
        float alpha = node.Settings.Float("alpha", 1);
        Compute(node, new Unary.Exponential(alpha, alpha, 1));
    }

    public static void ThresholdedRelu(EvaluatedNode node) =>
        Compute(node, new Unary.ThresholdedRelu(node.Settings.Float("alpha", 1)));

    public static void HardSigmoid(EvaluatedNode node) =>
        Compute(node, new Unary.HardSigmoid(node.Settings.Float("alpha", 0.2f), node.Settings.Float("beta", 0.5f)));

    public static void Gelu(EvaluatedNode node)
    {
        if (node.Settings.Text("approximate", "none") == "tanh")
            Compute(node, default(Unary.TanhGelu));
        else
            Compute(node, default(Unary.Gelu));
    }

    public static void Clip(EvaluatedNode node)
    {
        float Bound(int input, string name, float otherwise) => node.Has(input)
            ? node.Constant(input).Constant<float>()[0]
            : node.Settings.Float(name, otherwise);

        RequireFloat(node, 0);
        Compute(node, new Unary.Clip(Bound(1, "min", float.MinValue), Bound(2, "max", float.MaxValue)));
    }

    public static void Compute<TFunction>(EvaluatedNode node, TFunction function)
        where TFunction : struct, IUnary
    {
        RequireFloat(node, 0);
        Storage from = node.Read(0);
        Storage to = node.WriteOver(from);
        node.Emit((memory, states) => Unary.Run(function, memory.Of<float>(from, states), memory.Of<float>(to, states)));
    }

    /// <exception cref="PolicyFormatException">The input has another type.</exception>
    public static void RequireFloat(EvaluatedNode node, int input)
    {
        OnnxElementType type = node.Input(input).Type;
        if (type != OnnxElementType.Float32)
            throw node.Unsupported($"of {type}");
    }
}
