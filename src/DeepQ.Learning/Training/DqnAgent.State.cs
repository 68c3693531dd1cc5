using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

public sealed partial class DqnAgent
{
    /// <summary>
    /// Writes a checkpoint: networks, optimizer, experience, counters and generators. It replaces the file only once it
    /// is complete.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="Diagnostics.DivergenceException">A weight is infinite or NaN.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _learner.RequireFinite();
        CheckpointFile.Write(path, Sections());
    }

    /// <summary>
    /// Continues from the checkpoint of an agent with the same settings and spaces, as if it had not been interrupted.
    /// The observed part of an episode in progress is kept; the caller restores the environments.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is cut off or damaged, or belongs to another version or an agent with other
    /// settings.
    /// </exception>
    public void Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CheckpointFile.Read(path, Sections());
    }

    /// <summary>Returns what was learned so far, to export or to evaluate.</summary>
    /// <returns>A result with a copy of the network; the caller owns it.</returns>
    public TrainingResult ToResult() => new(CopyNetwork())
    {
        History = _history.Records,
        Diagnosis = Diagnosis.Of(ToEvidence([])),
        ObservationSpace = ObservationSpace,
        ActionSpace = ActionSpace,
        Gamma = _options.Gamma,
        Algorithm = _options.Algorithm,
        StopReason = StopReason.Completed,
        Steps = Step,
        Updates = Updates,
        Elapsed = _clock.Elapsed,
        Episodes = [.. _episodes.Records],
        Normalization = _learner.Units.Description,
    };

    /// <summary>The sections of a checkpoint that a training also has.</summary>
    internal IEnumerable<CheckpointSection> LearnerSections() =>
    [
        new("learner", _learner.Save, _learner.Load),
        new("experience", _experience.Save, _experience.Load),
        .. _rollout is null ? [] : (CheckpointSection[])[new("rollout", _rollout.Save, _rollout.Load)],
    ];

    /// <summary>Writes the progress.</summary>
    internal void SaveProgress(BinaryWriter writer, bool evaluationIsDue)
    {
        writer.Write(_exploring);
        writer.Write(Step);
        writer.Write(Updates);
        writer.Write(_before);
        writer.Write(_updatesDue);
        writer.Write(LearningIsDue);
        writer.Write(evaluationIsDue);
        writer.Write(_clock.Elapsed.Ticks);
        writer.Write(LastUpdate is not null);
        writer.WriteValues<UpdateResult>([LastUpdate ?? default]);
        _episodes.Save(writer);
        _behavior.Save(writer);
        _heads?.Save(writer);
        if (_options.DormantUnits is not null)
            writer.Write(DormantUnits ?? double.NaN);
    }

    /// <summary>Restores what <see cref="SaveProgress"/> wrote.</summary>
    /// <returns>Whether an evaluation is due.</returns>
    internal bool LoadProgress(BinaryReader reader)
    {
        reader.Read(_exploring);
        Step = reader.ReadInt64();
        Updates = reader.ReadInt64();
        _before = reader.ReadInt64();
        _updatesDue = reader.ReadInt64();
        LearningIsDue = reader.ReadBoolean();
        bool evaluationIsDue = reader.ReadBoolean();
        _clock.Add(new TimeSpan(reader.ReadInt64()));
        bool updated = reader.ReadBoolean();
        UpdateResult[] last = new UpdateResult[1];
        reader.ReadValues<UpdateResult>(last);
        LastUpdate = updated ? last[0] : null;
        _episodes.Load(reader);
        _behavior.Load(reader);
        _heads?.Load(reader);
        if (_options.DormantUnits is not null && reader.ReadDouble() is >= 0 and var share)
            DormantUnits = share;
        return evaluationIsDue;
    }

    /// <summary>Writes the evidence for findings.</summary>
    internal void SaveSeen(BinaryWriter writer)
    {
        _rewards.Save(writer);
        _history.Save(writer);
    }

    /// <summary>Restores what <see cref="SaveSeen"/> wrote.</summary>
    internal void LoadSeen(BinaryReader reader)
    {
        _rewards.Load(reader);
        _history.Load(reader);
    }

    /// <summary>The types of custom explorations and samplers.</summary>
    internal IEnumerable<string> PartsOfOnesOwn()
    {
        if (_options.CreateExploration is not null)
            yield return $"Exploration = {_behavior.Name}";
        if (_options.CreateSampler is not null)
            yield return $"Sampler = {_experience.SamplerName}";
    }

    /// <summary>Returns the completed episodes since the latest call, and keeps them no longer.</summary>
    internal EpisodeRecord[] TakeEpisodes() => _episodes.Take();

    /// <summary>Discards the episodes in progress, whose environments were restarted.</summary>
    internal void DropUnfinished() => _episodes.DropUnfinished();

    private CheckpointSection[] Sections()
    {
        IReadOnlyList<string> settings = [
            .. RunSettings.Of(_options, ObservationSpace, ActionSpace, _actions.Length, !_experience.Legal.IsEmpty), .. PartsOfOnesOwn(),
        ];
        return
        [
            new("settings", writer => RunSettings.Save(writer, settings), reader => RunSettings.Require(reader, settings)),
            .. LearnerSections(),
            new("progress", writer => SaveProgress(writer, evaluationIsDue: false), reader => LoadProgress(reader)),
            new("turn", SaveTurn, LoadTurn),
            new("seen", SaveSeen, LoadSeen) { IsOptional = true },
        ];
    }

    // The state and the action that wait for their results.
    private void SaveTurn(BinaryWriter writer)
    {
        writer.Write(_hasActed);
        writer.WriteValues<int>(_actions);
        _experience.SavePresent(writer);
    }

    private void LoadTurn(BinaryReader reader)
    {
        _hasActed = reader.ReadBoolean();
        reader.ReadValues<int>(_actions);
        _experience.LoadPresent(reader);
    }
}
