using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Distributed;

internal sealed partial class DistributedTraining
{
    private readonly IReadOnlyList<string> _settings;

    /// <inheritdoc/>
    public override void Load(string path)
    {
        base.Load(path);
        _loaded = true;
    }

    protected override IReadOnlyList<CheckpointSection> Sections() =>
    [
        new("settings", writer => RunSettings.Save(writer, _settings), reader => RunSettings.Require(reader, _settings)),
        new("learner", Learner.Save, Learner.Load),
        new("evaluations", writer => Evaluator?.Save(writer), LoadEvaluations),
        new("progress", SaveProgress, LoadProgress),
        new("seen", SaveSeen, LoadSeen),
        new("shards", writer => _feed?.Save(writer), LoadShards),
    ];

    private void LoadEvaluations(BinaryReader reader)
    {
        using QNetwork network = Learner.CopyNetwork();
        Evaluator?.Load(reader, network);
    }

    private void SaveProgress(BinaryWriter writer)
    {
        writer.Write(_step);
        writer.Write(_updates);
        writer.Write(_before);
        writer.Write(_updatesDue);
        writer.Write(_isWithinStep);
        writer.Write(EvaluationIsDue);
        writer.Write(_version);
        writer.Write(Clock.Elapsed.Ticks);
        writer.Write(_lastUpdate is not null);
        writer.WriteValues<UpdateResult>([_lastUpdate ?? default]);
        writer.Write(_dormantUnits ?? double.NaN);
    }

    private void LoadProgress(BinaryReader reader)
    {
        _step = reader.ReadInt64();
        _updates = reader.ReadInt64();
        _before = reader.ReadInt64();
        _updatesDue = reader.ReadInt32();
        _isWithinStep = reader.ReadBoolean();
        EvaluationIsDue = reader.ReadBoolean();
        _version = reader.ReadInt64();
        Clock.Add(new TimeSpan(reader.ReadInt64()));
        bool updated = reader.ReadBoolean();
        UpdateResult[] last = new UpdateResult[1];
        reader.ReadValues<UpdateResult>(last);
        _lastUpdate = updated ? last[0] : null;
        _dormantUnits = reader.ReadDouble() is >= 0 and var share ? share : null;
    }

    private void SaveSeen(BinaryWriter writer)
    {
        writer.Write(_episodes.Count);
        foreach (EpisodeRecord episode in _episodes)
        {
            writer.Write(episode.Step);
            writer.Write(episode.Return);
            writer.Write(episode.Length);
        }

        _history.Save(writer);
        Evaluator?.SaveStarts(writer);
    }

    private void LoadSeen(BinaryReader reader)
    {
        _episodes.Clear();
        for (int count = reader.ReadInt32(); count > 0; count--)
            _episodes.Add(new EpisodeRecord(reader.ReadInt64(), reader.ReadDouble(), reader.ReadInt32()));
        _history.Load(reader);
        Evaluator?.LoadStarts(reader);
    }

    // Who only finishes a training has no shards.
    private void LoadShards(BinaryReader reader)
    {
        if (_feed is not null)
            _feed.Load(reader);
        else
            ShardFeed.Skip(reader, _plan.Shards);
    }
}
