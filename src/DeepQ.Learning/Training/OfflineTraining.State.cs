using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Training;

internal sealed partial class OfflineTraining
{
    private IReadOnlyList<string>? _settings;

    /// <summary>Goes on where another run on the same transitions with the same settings wrote a checkpoint.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, damaged, or of a run with other settings.
    /// </exception>
    public void Load(string path) => CheckpointFile.Read(path, Sections());

    private void SaveCheckpoint(Checkpoint checkpoint)
    {
        if (options.CheckpointPath is null)
            return;
        learner.RequireFinite();
        checkpoint.Save(Sections);
    }

    // The transitions are the caller's, who has them still: only how they are drawn is saved.
    private List<Section> Sections()
    {
        IReadOnlyList<string> settings = _settings ??= RunSettings.Of(options, transitions, actionSpace);
        List<Section> sections =
        [
            new("settings", writer => RunSettings.Save(writer, settings), reader => RunSettings.Require(reader, settings)),
            new("learner", learner.Save, learner.Load),
            new("draws", _sampler.Save, _sampler.Load),
            new("progress", SaveProgress, LoadProgress),
        ];
        if (validator is not null)
            sections.Add(new("validation", validator.Save, reader => validator.Load(reader, learner.CopyNetwork)));
        return sections;
    }

    private void SaveProgress(BinaryWriter writer)
    {
        writer.Write(_updates);
        writer.Write(_clock.Elapsed.Ticks);
    }

    private void LoadProgress(BinaryReader reader)
    {
        _updates = reader.ReadInt64();
        _clock.Add(new TimeSpan(reader.ReadInt64()));
    }
}
