using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Training;

internal sealed partial class OfflineTraining
{
    private IReadOnlyList<string>? _settings;

    // The caller still has the transitions, so only the state of the draws is saved.
    protected override IReadOnlyList<CheckpointSection> Sections()
    {
        IReadOnlyList<string> settings = _settings ??= RunSettings.Of(Options, transitions, actionSpace);
        List<CheckpointSection> sections =
        [
            new("settings", writer => RunSettings.Save(writer, settings), reader => RunSettings.Require(reader, settings)),
            new("learner", learner.Save, learner.Load),
            new("draws", _sampler.Save, _sampler.Load),
            new("progress", SaveProgress, LoadProgress),
        ];
        if (validator is not null)
            sections.Add(new("validation", validator.Save, reader => validator.Load(reader, learner.CopyNetwork)));
        sections.Add(new("seen", _history.Save, _history.Load) { IsOptional = true });
        return sections;
    }

    private void SaveProgress(BinaryWriter writer)
    {
        writer.Write(Updates);
        writer.Write(Clock.Elapsed.Ticks);
    }

    private void LoadProgress(BinaryReader reader)
    {
        _updates = reader.ReadInt64();
        Clock.Add(new TimeSpan(reader.ReadInt64()));
    }
}
