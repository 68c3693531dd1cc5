using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class LayerNormalizationTests
{
    private const float Epsilon = 1e-5f;

    [Fact]
    public void A_row_is_centered_and_scaled_to_a_variance_of_one()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            // The mean is 4 and the variance (9 + 1 + 1 + 9) / 4 = 5; with ε = 4 the root is 3.
            Case one = new(columns: 4, [1, 3, 5, 7], gain: [3, 3, 3, 6], bias: [0, 0, 0, 1]);
            Assert.Equal([-3, -1, 1, 7], one.Normalize(kernels, epsilon: 4), Close);
            Assert.Equal([-1, -1 / 3f, 1 / 3f, 1], one.Values.Span[..4].ToArray(), Close);
            Assert.Equal(1 / 3f, one.Inverses.Span[0], 1e-6f);
            Assert.Equal([0, 0, 1, 7], one.Normalize(kernels, epsilon: 4, rectified: true), Close);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void Gradients_are_the_finite_differences(int columns)
    {
        const int Rows = 3;
        Xoshiro256 random = new((ulong)columns);
        float[] values = Draw(Rows * columns), gain = Draw(columns), bias = Draw(columns), slopes = Draw(Rows * columns);
        double[] expected = [.. Differences(values), .. Differences(gain), .. Differences(bias)];
        foreach (KernelSet kernels in KernelSet.Available)
        {
            float[] actual = new Case(columns, values, gain, bias).Gradients(kernels, slopes);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])));
        }

        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

        double[] Differences(float[] parameters) => [.. Enumerable.Range(0, parameters.Length).Select(i =>
        {
            const float Step = 1.0f / 4096;
            float before = parameters[i], above = before + Step, below = before - Step;
            parameters[i] = above;
            double difference = Loss();
            parameters[i] = below;
            difference -= Loss();
            parameters[i] = before;
            // What was added is not quite the step.
            return difference / ((double)above - below);
        })];

        // In double precision, and as the equation has it.
        double Loss()
        {
            double loss = 0;
            for (int row = 0; row < Rows; row++)
            {
                double[] x = [.. values.Skip(row * columns).Take(columns).Select(value => (double)value)];
                double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
                for (int i = 0; i < columns; i++)
                    loss += slopes[(row * columns) + i] * (((x[i] - mean) / Math.Sqrt(variance + Epsilon) * gain[i]) + bias[i]);
            }

            return loss;
        }
    }

    [Fact]
    public void Padding_stays_zero()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            Case one = new(columns: 3, [5, 6, 9], gain: [1, 2, 3], bias: [1, 1, 1]);
            one.Gradients(kernels, [1, -1, 2]);
            foreach (AlignedBuffer buffer in (AlignedBuffer[])[one.Values, one.Result, one.Gradient, one.Parameters])
                Assert.All(buffer.Span[3..Line].ToArray(), value => Assert.Equal(0, value));
        }
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) < 1e-6f;

    /// <summary>Rows with gains and biases, padded.</summary>
    private sealed class Case
    {
        private readonly int _columns;
        private readonly int _rows;
        private readonly float[] _values;
        private readonly AlignedBuffer _gain;
        private readonly AlignedBuffer _bias;

        public Case(int columns, float[] values, float[] gain, float[] bias)
        {
            (_columns, _rows, _values) = (columns, values.Length / columns, values);
            _gain = new AlignedBuffer(Padded(columns));
            _bias = new AlignedBuffer(Padded(columns));
            Values = new AlignedBuffer(_rows * Padded(columns));
            Result = new AlignedBuffer(_rows * Padded(columns));
            Gradient = new AlignedBuffer(_rows * Padded(columns));
            Parameters = new AlignedBuffer(2 * Padded(columns));
            Inverses = new AlignedBuffer(_rows * Line);
            gain.CopyTo(_gain.Span);
            bias.CopyTo(_bias.Span);
        }

        public AlignedBuffer Values { get; }

        public AlignedBuffer Inverses { get; }

        public AlignedBuffer Result { get; }

        public AlignedBuffer Gradient { get; }

        public AlignedBuffer Parameters { get; }

        public float[] Normalize(KernelSet kernels, float epsilon, bool rectified = false)
        {
            Load(_values, Values);
            kernels.Normalize(Of(Values), Of(Inverses, 1), _gain.Span, _bias.Span, epsilon, rectified, Of(Result));
            return Result.Span[.._columns].ToArray();
        }

        /// <summary>dL/dx, dL/dg and dL/db one after the other, where dL/dy is given.</summary>
        public float[] Gradients(KernelSet kernels, float[] slopes)
        {
            Normalize(kernels, Epsilon);
            AlignedBuffer given = new(_rows * Padded(_columns));
            Load(slopes, given);
            Span<float> gains = Parameters.Span[..Padded(_columns)], biases = Parameters.Span[Padded(_columns)..];
            kernels.NormalizeBack(Of(Values), Of(Inverses, 1), _gain.Span, Of(given), gains, biases, Of(Gradient));
            List<float> all = [];
            for (int row = 0; row < _rows; row++)
                all.AddRange(Gradient.Span.Slice(row * Padded(_columns), _columns));
            return [.. all, .. gains[.._columns], .. biases[.._columns]];
        }

        private void Load(float[] values, AlignedBuffer buffer)
        {
            for (int row = 0; row < _rows; row++)
                values.AsSpan(row * _columns, _columns).CopyTo(buffer.Span[(row * Padded(_columns))..]);
        }

        private Matrix Of(AlignedBuffer buffer) => Of(buffer, _columns);

        private Matrix Of(AlignedBuffer buffer, int columns) => new(buffer.Span, _rows, columns, Padded(columns));
    }
}
