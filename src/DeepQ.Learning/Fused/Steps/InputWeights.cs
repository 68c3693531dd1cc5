using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Optimizers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// The weights of a first layer that reads sparse states, of both networks, with the moments of the optimizer, side by
/// side in one row for each value of a state. A batch touches few rows.
/// </summary>
/// <remarks>
/// Rows that no batch touches rest. Before a row is used it is brought up to date: all the steps and target moves it
/// missed are applied at once, see <see cref="RestClock"/>. Callers that read weights request them first.
/// </remarks>
internal sealed class InputWeights
{
    private const int Parts = 4;
    private const int Dormant = -1;
    private const int Ahead = 8;
    private const float Nearly = 1e-9f;

    private readonly KernelSet _kernels;
    private readonly AlignedBuffer _memory;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _stride;
    private readonly float _epsilon;
    private readonly bool _mayLieDormant;
    private readonly RestClock _clock = new();
    // The time at which each row was last up to date, and the rows that were at each of the latest times.
    private readonly int[] _times;
    private readonly long[] _dormantSince;
    private readonly List<int>[] _rowsAt = [.. Enumerable.Range(0, RestClock.Reach).Select(_ => new List<int>())];

    public InputWeights(FusedLayout layout, KernelSet kernels, OptimizerSettings options)
    {
        _kernels = kernels;
        (_inputs, _outputs) = (layout.StateSize, layout.Steps[0].Output.Count);
        _stride = AlignedBuffer.Padded(_outputs);
        _memory = new AlignedBuffer(checked(_inputs * Parts * _stride));
        _epsilon = (float)options.UsedEpsilon;
        _mayLieDormant = options.WeightDecay == 0;
        _times = new int[_inputs];
        _dormantSince = new long[_inputs];
        Array.Fill(_times, Dormant);
    }

    /// <summary>The weights of the online network, one row per input, valid for rows that are up to date.</summary>
    public Matrix Weights => new(_memory.Span, _inputs, _outputs, Parts * _stride);

    /// <summary>Copies rows as they would be if they were up to date, and leaves the stored rows as they are.</summary>
    /// <remarks>Writing back rows that are only read would cost as much as reading them.</remarks>
    /// <param name="rows">The rows.</param>
    /// <param name="isTarget">Whether to copy those of the target network.</param>
    /// <param name="copies">Receives them, one after the other, padded to whole lines.</param>
    public void CopyTo(ReadOnlySpan<int> rows, bool isTarget, Span<float> copies)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length)
                Prefetch(rows[i + Ahead]);
            Span<float> copy = copies.Slice(i * _stride, _stride);
            int row = rows[i], time = _times[row];
            if (time != _clock.Now && time != Dormant)
            {
                ref readonly RestStep? rest = ref _clock.Since(time, _epsilon);
                if (rest.HasValue)
                {
                    _kernels.See(Nullable.GetValueRefOrDefaultRef(in rest), isTarget, Part(row, 0), Part(row, 1), Part(row, 2), Part(row, 3), copy);
                    continue;
                }

                CatchUp(row);
            }

            Part(row, isTarget ? 1 : 0).CopyTo(copy);
        }
    }

    /// <summary>Brings rows up to date.</summary>
    public void Touch(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length)
                Prefetch(rows[i + Ahead]);
            if (_times[rows[i]] != _clock.Now)
                CatchUp(rows[i]);
        }
    }

    /// <summary>Takes a step with the gradients of rows that are up to date.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="gradient">Their gradients, one after the other, padded to whole lines.</param>
    /// <param name="mover">The optimizer that takes the step.</param>
    public void Step(ReadOnlySpan<int> rows, Span<float> gradient, ParameterMover mover)
    {
        Advance(mover.AtRest);
        for (int i = 0; i < rows.Length; i++)
        {
            // They were touched before, but a large batch evicts them from the nearer caches meanwhile.
            if (i + Ahead < rows.Length)
                Prefetch(rows[i + Ahead]);
            int row = rows[i];
            mover.Move(Part(row, 0), gradient.Slice(i * _stride, _stride), Part(row, 2), Part(row, 3));
            IsNow(row);
        }
    }

    /// <summary>Copies the weights to the target network.</summary>
    public void BeginTarget()
    {
        for (int row = 0; row < _inputs; row++)
            Part(row, 0).CopyTo(Part(row, 1));
        if (_clock.Now == 0)
            Rest();
    }

    /// <summary>Moves the target network part of the way.</summary>
    public void BlendTarget(double rate) => Advance(new RestEvent(new AdamStep(0, 1, 0, 0, 0), 1, 1, (float)rate));

    /// <summary>Brings every row up to date, so that all weights are exact.</summary>
    public void CatchUp()
    {
        for (int row = 0; row < _inputs; row++)
        {
            if (_times[row] != _clock.Now && _times[row] != Dormant)
                CatchUp(row);
        }
    }

    /// <summary>Reads weights of some outputs, one row per output, as in torch.</summary>
    public void Read(ReadOnlySpan<float> weights, int firstOutput, int outputs, bool isTarget)
    {
        CatchUpAll();
        Exchange(weights, default, firstOutput, outputs, isTarget ? 1 : 0);
    }

    /// <summary>Writes weights of some outputs, one row per output.</summary>
    public void Write(Span<float> weights, int firstOutput, int outputs, bool isTarget)
    {
        CatchUp();
        Exchange(default, weights, firstOutput, outputs, isTarget ? 1 : 0);
    }

    /// <summary>Returns whether weights of some outputs equal the given ones.</summary>
    public bool AreEqual(ReadOnlySpan<float> weights, int firstOutput, int outputs, bool isTarget)
    {
        float[] own = new float[weights.Length];
        Write(own, firstOutput, outputs, isTarget);
        return weights.SequenceEqual(own);
    }

    /// <summary>Whether all weights are finite numbers.</summary>
    public bool AreFinite(bool isTarget)
    {
        CatchUp();
        for (int row = 0; row < _inputs; row++)
        {
            if (!FusedParameters.AreFinite(Part(row, isTarget ? 1 : 0)))
                return false;
        }

        return true;
    }

    /// <summary>Writes both moments of the weights of some outputs, in the format of the optimizer.</summary>
    public void SaveMoments(int firstOutput, int outputs, BinaryWriter writer)
    {
        CatchUpAll();
        float[] moments = new float[outputs * _inputs];
        foreach (int part in (int[])[2, 3])
        {
            Exchange(default, moments, firstOutput, outputs, part);
            writer.WriteValues<float>(moments);
        }
    }

    /// <summary>Reads what <see cref="SaveMoments"/> wrote.</summary>
    public void LoadMoments(int firstOutput, int outputs, BinaryReader reader)
    {
        CatchUpAll();
        float[] moments = new float[outputs * _inputs];
        foreach (int part in (int[])[2, 3])
        {
            reader.ReadValues<float>(moments);
            Exchange(moments, default, firstOutput, outputs, part);
        }
    }

    /// <summary>Sets all moments to zero.</summary>
    public void ClearMoments()
    {
        CatchUpAll();
        for (int row = 0; row < _inputs; row++)
        {
            Part(row, 2).Clear();
            Part(row, 3).Clear();
        }
    }

    // All rows are up to date now, also those that rested.
    private void CatchUpAll()
    {
        for (int row = 0; row < _inputs; row++)
        {
            if (_times[row] != _clock.Now)
                CatchUp(row);
        }
    }

    // At first all moments are zero, so nothing happens to a row before it is touched, unless weights decay.
    private void Rest()
    {
        if (!_mayLieDormant)
            return;
        _rowsAt[0].Clear();
        Array.Fill(_times, Dormant);
    }

    private void Advance(in RestEvent happened)
    {
        List<int> oldest = _rowsAt[RestClock.SlotOf(_clock.Now + 1)];
        int time = _clock.Now + 1 - RestClock.Reach;
        for (int i = 0; i < oldest.Count; i++)
        {
            if (i + Ahead < oldest.Count && _times[oldest[i + Ahead]] == time)
                Prefetch(oldest[i + Ahead]);
            if (_times[oldest[i]] == time)
                CatchUpLongRested(oldest[i]);
        }

        oldest.Clear();
        _clock.Add(happened);
    }

    private void CatchUpLongRested(int row)
    {
        CatchUp(row);
        if (!_mayLieDormant)
            return;
        Span<float> values = Part(row, 0), target = Part(row, 1);
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - target[i]) <= Nearly))
                return;
        }

        values.CopyTo(target);
        Part(row, 2).Clear();
        (_times[row], _dormantSince[row]) = (Dormant, _clock.Steps);
    }

    private void CatchUp(int row)
    {
        int time = _times[row];
        Span<float> values = Part(row, 0), target = Part(row, 1), first = Part(row, 2), second = Part(row, 3);
        if (time == Dormant)
        {
            DecayMoments(second, _clock.Steps - _dormantSince[row]);
        }
        else
        {
            ref readonly RestStep? rest = ref _clock.Since(time, _epsilon);
            if (rest.HasValue)
                _kernels.Move(Nullable.GetValueRefOrDefaultRef(in rest), values, target, first, second);
            else
                CatchUpSlowly(time, values, target, first, second);
        }

        IsNow(row);
    }

    private void CatchUpSlowly(int time, Span<float> values, Span<float> target, Span<float> first, Span<float> second)
    {
        int last = Math.Min(time + (RestClock.Reach / 2), _clock.Now);
        _kernels.Move(_clock, time, last, _epsilon, values, target, first, second);
        // By then nothing is left of the first moments.
        if (last < _clock.Now)
            _kernels.Move(_clock.FadedSince(last, _epsilon), values, target, first, second);
    }

    private void DecayMoments(Span<float> second, long steps)
    {
        float left = (float)Math.Pow(_clock.SecondFade, steps);
        for (int i = 0; i < second.Length && steps > 0; i++)
            second[i] *= left;
    }

    private void IsNow(int row)
    {
        _times[row] = _clock.Now;
        _rowsAt[RestClock.SlotOf(_clock.Now)].Add(row);
    }

    private void Prefetch(int row)
    {
        Span<float> record = _memory.Span.Slice(row * Parts * _stride, Parts * _stride);
        ref float first = ref MemoryMarshal.GetReference(record);
        for (nint i = 0; i < record.Length; i += AlignedBuffer.Line)
            Kernels.Prefetch.Line(ref Unsafe.Add(ref first, i));
    }

    private Span<float> Part(int row, int part) => _memory.Span.Slice(((row * Parts) + part) * _stride, _stride);

    // One line of inputs at a time, so that both sides access whole lines of memory.
    private void Exchange(ReadOnlySpan<float> from, Span<float> to, int firstOutput, int outputs, int part)
    {
        Span<float> memory = _memory.Span;
        for (int block = 0; block < _inputs; block += AlignedBuffer.Line)
        {
            int end = Math.Min(block + AlignedBuffer.Line, _inputs);
            for (int output = 0; output < outputs; output++)
            {
                int at = (part * _stride) + firstOutput + output;
                for (int input = block; input < end; input++)
                {
                    ref float value = ref memory[(input * Parts * _stride) + at];
                    if (from.IsEmpty)
                        to[(output * _inputs) + input] = value;
                    else
                        value = from[(output * _inputs) + input];
                }
            }
        }
    }
}
