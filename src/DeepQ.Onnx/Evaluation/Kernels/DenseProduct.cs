using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Y = f(X W + b) for constant weights, which are laid out once for the products of the CPU.</summary>
internal sealed class DenseProduct
{
    // If padded, this many rows of few outputs would take many times their size.
    private const int ManyRows = 64;

    // The rows in which zeros are counted before many rows are computed.
    private const int CountedRows = 16;

    // Tiles of several rows read weights that do not fit the first cache less often.
    private const int MostCachedWeights = 1 << 13;

    private readonly ProductKernels _kernels;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _biases;
    private readonly int[] _places;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _stride;

    // Whether the outputs are so few that a vector of them would be mostly padding.
    private readonly bool _isNarrow;

    // Whether zeros may be left out, and whether it pays in many rows too.
    private readonly bool _canSkip;
    private readonly bool _skipsInTiles;

    /// <param name="kernels">The products.</param>
    /// <param name="weights">W: inputs × outputs values.</param>
    /// <param name="biases">b: one value per output; empty for none.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="rows">The number of rows per state.</param>
    public DenseProduct(
        ProductKernels kernels, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int outputs, int rows)
    {
        (_kernels, _inputs, _outputs) = (kernels, weights.Length / outputs, outputs);
        _isNarrow = 2 * outputs <= kernels.Width && (_inputs >= kernels.Width || rows > ManyRows);
        _places = [.. Enumerable.Range(0, _isNarrow ? 0 : _inputs)];
        _stride = _isNarrow ? _inputs : kernels.Stride(outputs);
        _biases = new(AlignedBuffer.Padded(outputs));
        biases.CopyTo(_biases.Span);
        _weights = new(checked((_isNarrow ? outputs : _inputs) * _stride));
        _canSkip = !_isNarrow && _inputs % kernels.Width == 0 && !weights.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
        _skipsInTiles = _canSkip && weights.Length <= MostCachedWeights && _inputs >= 2 * kernels.Width && outputs >= 4 * kernels.Width;
        for (int i = 0; i < weights.Length; i++)
        {
            (int input, int output) = (i / outputs, i % outputs);
            _weights.Span[_isNarrow ? (output * _stride) + input : (input * _stride) + output] = weights[i];
        }
    }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; set; }

    /// <summary>Whether many of the inputs are 0, as those that a rectifier wrote.</summary>
    public bool SkipsZeros { get; set; }

    /// <summary>The number of values per result row during the computation.</summary>
    public int Room => _isNarrow ? _outputs : _kernels.Padded(_outputs);

    /// <summary>Computes some rows.</summary>
    /// <param name="rows">X: rows × inputs values.</param>
    /// <param name="result">Receives Y, rows × outputs values, in rows × <see cref="Room"/> values.</param>
    /// <param name="count">The number of rows.</param>
    public void Run(ReadOnlySpan<float> rows, Span<float> result, int count)
    {
        // The kernels do not check the bounds again.
        rows = rows[..(count * _inputs)];
        result = result[..(count * Room)];
        if (_isNarrow)
        {
            int whole = _inputs - (_inputs % _kernels.Width);
            _kernels.Multiply(
                Left(rows, count, whole),
                new Matrix(_weights.Span, _outputs, whole, _stride),
                _biases.Span,
                new Matrix(result, count, _outputs, _outputs));
            AddRest(rows, result, whole);
            if (Rectified)
                Unary.Run(default(Unary.Relu), result, result);
            return;
        }

        Product product = new()
        {
            Left = Left(rows, count, _inputs),
            Right = new Matrix(_weights.Span, _inputs, _stride, _stride),
            Result = new Matrix(result, count, Room, Room),
            InnerIndices = _places,
            Biases = _biases.Span,
            Rectified = Rectified,
        };
        if (SkipsZeros && (count == 1 ? _canSkip : _skipsInTiles && AreSparse(rows, Math.Min(count, CountedRows))))
        {
            _kernels.MultiplyNonzero(product);
        }
        else if (count == 1)
        {
            _kernels.Multiply(new GatherProduct
            {
                Starts = [0, _inputs],
                Places = _places,
                Values = rows,
                Right = product.Right,
                Result = product.Result,
                Biases = _biases.Span,
                Rectified = Rectified,
            });
        }
        else
        {
            _kernels.Multiply(product);
        }

        for (int row = 1; row < count && Room > _outputs; row++)
            result.Slice(row * Room, _outputs).CopyTo(result[(row * _outputs)..]);
    }

    // The inputs after the last whole vector.
    private void AddRest(ReadOnlySpan<float> rows, Span<float> result, int whole)
    {
        for (int i = 0; i < result.Length && whole < _inputs; i++)
        {
            ReadOnlySpan<float> weights = _weights.Span.Slice(i % _outputs * _stride, _inputs);
            ReadOnlySpan<float> row = rows.Slice(i / _outputs * _inputs, _inputs);
            for (int input = whole; input < row.Length; input++)
                result[i] += row[input] * weights[input];
        }
    }

    // With more than 9 of 16 values to multiply, tiles of several rows are faster.
    private bool AreSparse(ReadOnlySpan<float> rows, int count) =>
        16L * _kernels.CountNonzero(Left(rows, count, _inputs)) <= 9L * count * _inputs;

    // The kernels take writable matrices but only read this one.
    private Matrix Left(ReadOnlySpan<float> rows, int count, int columns) =>
        new(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(rows), rows.Length), count, columns, _inputs);
}
