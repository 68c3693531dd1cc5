using System.Numerics;
using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators that scale the values of a state by a function of all of them.</summary>
internal static class NormalizationOperators
{
    public static void Softmax(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        bool flattens = node.Settings.Version < 13;
        int axis = node.Settings.Axis(node.Settings.Int("axis", flattens ? 1 : -1), shape.Rank);
        Rows rows = Rows.Along(shape, axis, flattens ? shape.Rank - 1 : axis);
        bool logs = node.Operator == "LogSoftmax";
        Storage from = node.Read(0), to = node.WriteOver(from);
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<float> result = memory.Of<float>(to, states);
            if (rows.Inner == 1 && !logs)
            {
                for (int i = 0; i < values.Length; i += rows.Length)
                    Softmax(values.Slice(i, rows.Length), result.Slice(i, rows.Length));
                return;
            }

            for (int i = 0; i < values.Length / rows.Length; i++)
                Softmax(values, result, (i / rows.Inner * rows.Length * rows.Inner) + (i % rows.Inner), rows, logs);
        });
    }

    public static void Layer(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        if (node.OutputCount > 1)
            throw node.Unsupported("of several outputs");
        int axis = node.Settings.Axis(node.Settings.Int("axis", -1), shape.Rank);
        float epsilon = node.Settings.Float("epsilon", 1e-5f);
        Rows rows = Rows.Along(shape, axis, shape.Rank - 1);
        Storage from = node.Read(0), scale = node.Read(1), to = node.Write();
        Storage? bias = node.Has(2) ? node.Read(2) : null;
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states), scales = memory.Of<float>(scale, states);
            ReadOnlySpan<float> biases = bias is null ? [] : memory.Of<float>(bias, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < values.Length; i += rows.Length)
            {
                Moments moments = Moments.Of(values.Slice(i, rows.Length), epsilon);
                for (int j = 0; j < rows.Length; j++)
                {
                    result[i + j] = ((values[i + j] - moments.Mean) * moments.Factor * scales[j])
                        + (biases.IsEmpty ? 0 : biases[j]);
                }
            }
        });
    }

    public static void Instance(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        float epsilon = node.Settings.Float("epsilon", 1e-5f);
        Rows rows = Rows.Along(shape, 2, shape.Rank - 1);
        int channels = (int)shape.Axes[1];
        Storage from = node.Read(0), scale = node.Read(1), bias = node.Read(2), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            ReadOnlySpan<float> scales = memory.Of<float>(scale, states), biases = memory.Of<float>(bias, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < values.Length / rows.Length; i++)
            {
                ReadOnlySpan<float> row = values.Slice(i * rows.Length, rows.Length);
                Moments moments = Moments.Of(row, epsilon);
                Unary.Run(
                    new FromMean(moments.Mean, moments.Factor * scales[i % channels], biases[i % channels]),
                    row,
                    result.Slice(i * rows.Length, rows.Length));
            }
        });
    }

    public static void Batch(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        float epsilon = node.Settings.Float("epsilon", 1e-5f);
        int channels = (int)shape.Axes[1], places = (int)(shape.Count / shape.Axes[0] / channels);
        Storage from = node.Read(0), scale = node.Read(1), bias = node.Read(2), mean = node.Read(3), variance = node.Read(4);
        Storage to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            ReadOnlySpan<float> scales = memory.Of<float>(scale, states), biases = memory.Of<float>(bias, states);
            ReadOnlySpan<float> means = memory.Of<float>(mean, states), variances = memory.Of<float>(variance, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < values.Length / places; i++)
            {
                int channel = i % channels;
                float factor = scales[channel] / MathF.Sqrt(variances[channel] + epsilon);
                Unary.Run(
                    new Unary.Line(factor, biases[channel] - (factor * means[channel])),
                    values.Slice(i * places, places),
                    result.Slice(i * places, places));
            }
        });
    }

    public static void Length(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        GuardedShape shape = node.Shape(0);
        Rows rows = Rows.Along(shape, node.Settings.Axis(node.Settings.Int("axis", -1), shape.Rank));
        bool squares = node.Settings.Int("p", 2) == 2;
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> values = memory.Of<float>(from, states);
            Span<float> result = memory.Of<float>(to, states);
            for (int i = 0; i < values.Length / rows.Length; i++)
            {
                int first = (i / rows.Inner * rows.Length * rows.Inner) + (i % rows.Inner);
                float sum = 0;
                for (int at = first; at < first + (rows.Length * rows.Inner); at += rows.Inner)
                    sum += squares ? values[at] * values[at] : Math.Abs(values[at]);
                float norm = squares ? MathF.Sqrt(sum) : sum;
                for (int at = first; at < first + (rows.Length * rows.Inner); at += rows.Inner)
                    result[at] = norm == 0 ? 0 : values[at] / norm;
            }
        });
    }

    private static void Softmax(ReadOnlySpan<float> row, Span<float> result)
    {
        Span<float> one = stackalloc float[1];
        Reduction.Rows<Reduction.Greatest>(row, one, row.Length);
        float most = one[0];
        Unary.Run(new ExpLess(most), row, result);
        Reduction.Rows<Reduction.Sum>(result, one, row.Length);
        Unary.Run(new Unary.Line(1 / one[0], 0), result, result);
    }

    private static void Softmax(ReadOnlySpan<float> values, Span<float> result, int first, Rows rows, bool logs)
    {
        int end = first + (rows.Length * rows.Inner);
        float most = float.NegativeInfinity, sum = 0;
        for (int at = first; at < end; at += rows.Inner)
            most = Math.Max(most, values[at]);
        for (int at = first; at < end; at += rows.Inner)
            sum += MathF.Exp(values[at] - most);
        float logSum = MathF.Log(sum);
        for (int at = first; at < end; at += rows.Inner)
            result[at] = logs ? values[at] - most - logSum : MathF.Exp(values[at] - most) / sum;
    }

    private readonly struct ExpLess(float most) : IUnary
    {
        public Vector<float> Of(Vector<float> x) => Vector.Exp(x - new Vector<float>(most));
    }

    private readonly struct FromMean(float mean, float factor, float offset) : IUnary
    {
        public Vector<float> Of(Vector<float> x) =>
            ((x - new Vector<float>(mean)) * new Vector<float>(factor)) + new Vector<float>(offset);
    }
}
