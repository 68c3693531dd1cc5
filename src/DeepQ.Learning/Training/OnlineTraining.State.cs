using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Training;

internal sealed partial class OnlineTraining
{
    private IReadOnlyList<string>? _settings;

    /// <inheritdoc/>
    public override void Load(string path)
    {
        base.Load(path);
        _loaded = true;
    }

    protected override IReadOnlyList<CheckpointSection> Sections()
    {
        IReadOnlyList<string> settings = _settings ??= Settings();
        return
        [
            new("settings", writer => RunSettings.Save(writer, settings), reader => RunSettings.Require(reader, settings)),
            .. _agent.LearnerSections(),
            new("evaluations", writer => Evaluator?.Save(writer), LoadEvaluations),
            new(
                "progress",
                writer => _agent.SaveProgress(writer, EvaluationIsDue),
                reader => EvaluationIsDue = _agent.LoadProgress(reader)),
            new("environments", SaveEnvironments, LoadEnvironments),
            new("seen", SaveSeen, LoadSeen) { IsOptional = true },
        ];
    }

    private void SaveSeen(BinaryWriter writer)
    {
        _agent.SaveSeen(writer);
        Evaluator?.SaveStarts(writer);
    }

    private void LoadSeen(BinaryReader reader)
    {
        _agent.LoadSeen(reader);
        Evaluator?.LoadStarts(reader);
    }

    private void LoadEvaluations(BinaryReader reader)
    {
        using QNetwork network = Learner.CopyNetwork();
        Evaluator?.Load(reader, network);
    }

    private void SaveEnvironments(BinaryWriter writer)
    {
        byte[] state = _environments.CanSaveState ? _environments.SaveState() : [];
        writer.Write(state.Length);
        writer.Write(state);
    }

    private void LoadEnvironments(BinaryReader reader)
    {
        byte[] state = reader.ReadBytes(reader.ReadInt32());
        if (state.Length > 0)
        {
            _environments.LoadState(state);
            return;
        }

        _environments.Reset();
        _agent.DropUnfinished();
    }

    private IReadOnlyList<string> Settings() =>
        [.. RunSettings.Of(Options, _environments, Evaluator?.Environment), .. _agent.PartsOfOnesOwn()];
}
