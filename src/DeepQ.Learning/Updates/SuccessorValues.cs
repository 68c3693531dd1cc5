using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Caches the target network's values of next states. The target network is constant between two of its updates, and
/// transitions are drawn repeatedly meanwhile, so the values are kept until then if that is worthwhile.
/// </summary>
/// <param name="target">The target network.</param>
/// <param name="batchSize">The number of transitions in a batch.</param>
internal sealed class SuccessorValues(IQFunction target, int batchSize)
{
    // A target r + γ max Q(s', ·; θ⁻) needs values that depend only on s' and θ⁻. The slot and version of a transition
    // identify s', an epoch identifies θ⁻; so
    //
    //     (epoch, version) as in the latest computation  ⇒  Q(s', ·; θ⁻) as it is stored in the slot.
    //
    // If transitions are drawn d times on average in an epoch, 1 − (1 − exp(−d)) / d of the draws are repetitions: 12%
    // here.
    private const double LeastDraws = 0.25;

    private readonly int _actions = target.ActionCount;
    private readonly int[] _missing = new int[batchSize];
    private readonly float[] _fresh = new float[batchSize * target.ActionCount];
    private float[] _states = [];
    private SparseStates? _sparse;
    private float[] _values = [];
    private ulong[] _stamps = [];
    private ReplayBuffer? _source;
    private uint _epoch = 1;
    private long _draws;
    private bool _pays;

    /// <summary>Returns the values of the next states of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="qValues">Receives Q_target(s', ·): B × A values, row-major.</param>
    public void Read(TransitionBatch batch, Span<float> qValues)
    {
        _source = batch.Source;
        _draws += batch.Size;
        if (!_pays || _source is null)
        {
            target.QValues(batch.NextStateRows, qValues);
            return;
        }

        Reserve(_source.Capacity);
        int missing = 0;
        for (int i = 0; i < batch.Size; i++)
        {
            int slot = batch.Slots[i];
            if (_stamps[slot] == Stamp(slot))
                Row(_values, slot).CopyTo(Row(qValues, i));
            else
                _missing[missing++] = i;
        }

        if (missing > 0)
            Compute(batch, _missing.AsSpan(0, missing), qValues);
    }

    /// <summary>Clears the cache: the target network has moved.</summary>
    public void Forget()
    {
        _pays = target.IsDeterministic && _draws > 0 && _source is not null && _draws >= LeastDraws * _source.Count;
        _draws = 0;
        _epoch++;
    }

    /// <summary>
    /// Writes the cached values, because recomputed ones, in other batches, may differ in their last bits.
    /// </summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_epoch);
        writer.Write(_draws);
        writer.Write(_pays);
        writer.Write(_stamps.Length);
        writer.WriteValues<ulong>(_stamps);
        writer.WriteValues<float>(_values);
    }

    /// <summary>Restores what another one wrote.</summary>
    public void Load(BinaryReader reader)
    {
        _epoch = reader.ReadUInt32();
        _draws = reader.ReadInt64();
        _pays = reader.ReadBoolean();
        Reserve(reader.ReadInt32());
        reader.ReadValues<ulong>(_stamps);
        reader.ReadValues<float>(_values);
    }

    private void Compute(TransitionBatch batch, ReadOnlySpan<int> missing, Span<float> qValues)
    {
        Span<float> fresh = _fresh.AsSpan(0, missing.Length * _actions);
        target.QValues(Gather(batch, missing), fresh);
        for (int i = 0; i < missing.Length; i++)
        {
            int slot = batch.Slots[missing[i]];
            Row(fresh, i).CopyTo(Row(qValues, missing[i]));
            Row(fresh, i).CopyTo(Row(_values, slot));
            _stamps[slot] = Stamp(slot);
        }
    }

    private StateBatch Gather(TransitionBatch batch, ReadOnlySpan<int> rows)
    {
        if (batch.SparseNextStates is { } states)
        {
            _sparse ??= new SparseStates(states.Size);
            _sparse.Clear();
            foreach (int row in rows)
                _sparse.Add(states[row]);
            return _sparse;
        }

        int size = batch.ObservationSize;
        if (_states.Length != batch.NextStates.Length)
            _states = new float[batch.NextStates.Length];
        for (int i = 0; i < rows.Length; i++)
            batch.NextStates.AsSpan(rows[i] * size, size).CopyTo(_states.AsSpan(i * size));
        return _states.AsSpan(0, rows.Length * size);
    }

    private void Reserve(int slots)
    {
        if (_stamps.Length == slots)
            return;
        _stamps = new ulong[slots];
        _values = new float[checked(slots * _actions)];
    }

    private ulong Stamp(int slot) => ((ulong)_epoch << 32) | _source!.VersionAt(slot);

    private Span<float> Row(Span<float> values, int row) => values.Slice(row * _actions, _actions);
}
