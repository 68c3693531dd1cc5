using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Updates;

internal sealed partial class DqnLearner
{
    /// <summary>Writes both networks, the optimizer's moments, the generator and the state of the objective.</summary>
    public void Save(BinaryWriter writer)
    {
        _networks.Save(writer);
        writer.Write(_random);
        _objective.Save(writer);
        if (_average is null)
            return;
        _average.Save(writer);
        using QNetwork average = CopyAverage();
        ModuleState.Save(average, writer);
    }

    /// <summary>Continues from the state of a learner with the same settings.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    public void Load(BinaryReader reader)
    {
        _networks.Load(reader);
        reader.Read(_random);
        _objective.Load(reader);
        if (_average is null)
            return;
        _average.Load(reader);
        using QNetwork average = CopyNetwork();
        ModuleState.Load(average, reader);
        _networks.ReadAverage(average);
    }
}
