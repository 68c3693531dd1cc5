using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Matrix products with constant weights, which are laid out once, or of two computed values.</summary>
internal static class ProductOperators
{
    public static void Gemm(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        (float alpha, float beta) = (node.Settings.Float("alpha", 1), node.Settings.Float("beta", 1));
        (bool transA, bool transB) = (node.Settings.Flag("transA", false), node.Settings.Flag("transB", false));
        int outputs = (int)node.Output().Shape.Axes[1];
        bool isRow = !node.Has(2) || (node.IsConstant(2) && (node.Shape(2).Count == outputs || node.Shape(2).Count == 1)
            && node.Shape(2).Axes is [] or [_] or [1, _]);
        if (transA || !node.IsConstant(1) || !isRow)
            throw node.Unsupported("of other factors than a value and weights, or with more than a bias for each output");
        int inputs = (int)node.Shape(0).Axes[1];
        ReadOnlySpan<float> given = node.Constant(1).Constant<float>();
        float[] weights = new float[given.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = alpha * given[transB ? ((i % outputs) * inputs) + (i / outputs) : i];
        float[] biases = new float[outputs];
        if (node.Has(2))
        {
            ReadOnlySpan<float> bias = node.Constant(2).Constant<float>();
            for (int i = 0; i < outputs; i++)
                biases[i] = beta * bias[bias.Length == 1 ? 0 : i];
        }

        Dense(node, weights, biases, outputs, (int)node.Shape(0).Axes[0]);
    }

    public static void MatMul(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        (GuardedShape a, GuardedShape b) = (node.Shape(0), node.Shape(1));
        if (node.IsConstant(1) && b.Rank == 2)
        {
            int outputs = (int)b.Axes[1];
            Dense(node, node.Constant(1).Constant<float>(), [], outputs, (int)(a.Count / a.Axes[^1]));
            return;
        }

        Stacked(node, a, b);
    }

    private static void Dense(
        EvaluatedNode node, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int outputs, int rows)
    {
        DenseProduct product = new(node.Kernels, weights, biases, outputs, rows);
        Storage from = node.Read(0), to = node.Write();
        product.SkipsZeros = from.IsRectified;
        to.Beyond = checked(rows * (product.Room - outputs) * sizeof(float));
        bool batched = from.Batched;
        node.Emit((memory, states) => product.Run(
            memory.Of<float>(from, states), memory.WithRoom(to, states), batched ? rows * states : rows));
        node.Rectify = () => product.Rectified = true;
    }

    // Batches of computed matrices, as in attention.
    private static void Stacked(EvaluatedNode node, GuardedShape a, GuardedShape b)
    {
        Storage left = node.Read(0), right = node.Read(1), to = node.Write();
        GuardedShape result = node.Output().Shape;
        (int inner, int columns) = ((int)a.Axes[^1], (int)b.Axes[^1]);
        // If the rows are the batch, it is one tall matrix; otherwise each matrix of a state is computed separately.
        bool tall = a is { Batched: true, Rank: 2 };
        int rows = (int)a.Axes[^2];
        if (tall)
        {
            node.Emit((memory, states) => Naive(
                memory.Of<float>(left, states), memory.Of<float>(right, states), memory.Of<float>(to, states), rows * states, inner, columns));
            return;
        }

        GuardedShape outer = new(result.Batched, result.Axes[..^2]);
        Strides strides = new(
            [.. outer.Axes, 1], outer.Batched, OuterStrides(a, outer, rows * inner), OuterStrides(b, outer, inner * columns));
        node.Emit((memory, states) =>
        {
            StackLine line = new(
                memory.Of<float>(left, states), memory.Of<float>(right, states), memory.Of<float>(to, states), rows, inner, columns,
                strides.Inner(0), strides.Inner(1));
            strides.Each(states, ref line);
        });
    }

    private static int[] OuterStrides(GuardedShape shape, GuardedShape outer, int matrix)
    {
        GuardedShape own = new(shape.Batched, shape.Axes[..^2]);
        int[] strides = Strides.Of(own);
        int missing = outer.Rank - own.Rank;
        return
        [
            .. Enumerable.Range(0, outer.Rank).Select(axis =>
                axis < missing || (own.Axes[axis - missing] == 1 && !(axis == 0 && own.Batched)) ? 0 : strides[axis - missing] * matrix),
            0,
        ];
    }

    private static void Naive(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, int rows, int inner, int columns)
    {
        result[..(rows * columns)].Clear();
        for (int row = 0; row < rows; row++)
        {
            Span<float> sums = result.Slice(row * columns, columns);
            for (int i = 0; i < inner; i++)
            {
                float factor = a[(row * inner) + i];
                ReadOnlySpan<float> values = b.Slice(i * columns, columns);
                for (int column = 0; column < sums.Length; column++)
                    sums[column] += factor * values[column];
            }
        }
    }

    private ref struct StackLine(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, int rows, int inner, int columns, int aStride, int bStride) : ILine
    {
        private readonly ReadOnlySpan<float> _a = a;
        private readonly ReadOnlySpan<float> _b = b;
        private Span<float> _result = result;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            for (int i = 0; i < length; i++)
            {
                Naive(_a[(offsets[0] + (i * aStride))..], _b[(offsets[1] + (i * bStride))..], _result, rows, inner, columns);
                _result = _result[(rows * columns)..];
            }
        }
    }
}
