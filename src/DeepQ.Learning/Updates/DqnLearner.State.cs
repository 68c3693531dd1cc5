namespace DeepQ.Learning;

internal sealed partial class DqnLearner
{
    /// <summary>Writes both networks, the optimizer's moments and the generator.</summary>
    public void Save(BinaryWriter writer)
    {
        ModuleState.Save(Network, writer);
        ModuleState.Save(_target, writer);
        _optimizer.Save(writer);
        writer.Write(_random);
    }

    /// <summary>Continues where a learner with the same settings was.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    public void Load(BinaryReader reader)
    {
        ModuleState.Load(Network, reader);
        ModuleState.Load(_target, reader);
        _optimizer.Load(reader);
        reader.Read(_random);
    }
}
