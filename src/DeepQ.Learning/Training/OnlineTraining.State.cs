using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

internal sealed partial class OnlineTraining
{
    // As environments are before the first step.
    private IReadOnlyList<string>? _settings =
        options.CheckpointPath is null ? null : RunSettings.Of(options, environments, evaluator?.Environment);

    /// <summary>Goes on where another run with the same settings wrote a checkpoint.</summary>
    /// <exception cref="InvalidDataException">The file is not a checkpoint, damaged, or of a run with other settings.</exception>
    public void Load(string path)
    {
        CheckpointFile.Read(path, Sections());
        _loaded = true;
    }

    private void SaveCheckpoint(Checkpoint checkpoint)
    {
        if (options.CheckpointPath is null)
            return;
        learner.RequireFinite();
        checkpoint.Save(Sections);
    }

    private Section[] Sections()
    {
        IReadOnlyList<string> settings = _settings ??= RunSettings.Of(options, environments, evaluator?.Environment);
        return
        [
            new("settings", writer => RunSettings.Save(writer, settings), reader => RunSettings.Require(reader, settings)),
            new("learner", learner.Save, learner.Load),
            new("experience", _experience.Save, _experience.Load),
            new("evaluations", writer => evaluator?.Save(writer), LoadEvaluations),
            new("progress", SaveProgress, LoadProgress),
            new("environments", SaveEnvironments, LoadEnvironments),
        ];
    }

    private void SaveProgress(BinaryWriter writer)
    {
        writer.Write(_exploring);
        writer.Write(_step);
        writer.Write(_updates);
        writer.Write(_before);
        writer.Write(_updatesDue);
        writer.Write(_learningIsDue);
        writer.Write(_evaluationIsDue);
        writer.Write(_clock.Elapsed.Ticks);
        writer.Write(_lastUpdate is not null);
        writer.WriteValues<UpdateResult>([_lastUpdate ?? default]);
        _episodes.Save(writer);
    }

    private void LoadProgress(BinaryReader reader)
    {
        reader.Read(_exploring);
        _step = reader.ReadInt64();
        _updates = reader.ReadInt64();
        _before = reader.ReadInt64();
        _updatesDue = reader.ReadInt64();
        _learningIsDue = reader.ReadBoolean();
        _evaluationIsDue = reader.ReadBoolean();
        _clock.Add(new TimeSpan(reader.ReadInt64()));
        bool updated = reader.ReadBoolean();
        UpdateResult[] last = new UpdateResult[1];
        reader.ReadValues<UpdateResult>(last);
        _lastUpdate = updated ? last[0] : null;
        _episodes.Load(reader);
    }

    private void LoadEvaluations(BinaryReader reader)
    {
        using QNetwork network = learner.CopyNetwork();
        evaluator?.Load(reader, network);
    }

    private void SaveEnvironments(BinaryWriter writer)
    {
        byte[] state = environments.CanSaveState ? environments.SaveState() : [];
        writer.Write(state.Length);
        writer.Write(state);
    }

    private void LoadEnvironments(BinaryReader reader)
    {
        byte[] state = reader.ReadBytes(reader.ReadInt32());
        if (state.Length > 0)
        {
            environments.LoadState(state);
            return;
        }

        environments.Reset();
        _episodes.DropUnfinished();
    }
}
