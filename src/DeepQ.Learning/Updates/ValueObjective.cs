using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>
/// Fits the mean return of each chosen action to a number y, which a <see cref="TargetRule"/> computes.
/// </summary>
internal class ValueObjective(INetworkPair networks, LearnerSettings settings)
    : ReturnObjective(networks, settings, networks.Network.Distribution.ValuesPerAction)
{
    private readonly float[] _nextQ = NewValues(networks, settings, true);
    private readonly float[] _nextOnlineQ = NewValues(networks, settings, settings.Target.ReadsOnlineNetwork);
    private readonly float[] _q = NewValues(networks, settings, settings.Target.ReadsStates);
    private readonly float[] _targets = new float[settings.BatchSize];
    // The next state of an n-step return changes while its stream continues.
    private readonly SuccessorValues? _successors =
        settings.NStep == 1 ? new SuccessorValues(networks.Target, settings.BatchSize) : null;

    /// <summary>The targets y of the latest batch.</summary>
    protected Span<float> Targets => _targets;

    public override void OnTargetUpdated() => _successors?.Forget();

    public override void Save(BinaryWriter writer) => _successors?.Save(writer);

    public override void Load(BinaryReader reader) => _successors?.Load(reader);

    public override void ComputeTargets(TransitionBatch batch)
    {
        if (_successors is null)
            Target.QValues(batch.NextStateRows, _nextQ);
        else
            _successors.Read(batch, _nextQ);
        if (_q.Length > 0)
            Target.QValues(batch.StateRows, _q);
        if (_nextOnlineQ.Length > 0)
            Learning.QValues(batch.NextStateRows, _nextOnlineQ);
        Settings.Target.Compute(TargetBatchOf(batch, _q, _nextQ, _nextOnlineQ), _targets);
    }

    protected override ReadOnlySpan<float> TargetOf(int row) => _targets.AsSpan(row, 1);

    private static float[] NewValues(INetworkPair networks, LearnerSettings settings, bool areRead) =>
        areRead ? new float[settings.BatchSize * networks.Learning.ActionCount] : [];
}
