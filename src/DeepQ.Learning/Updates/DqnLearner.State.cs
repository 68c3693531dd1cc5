namespace DeepQ.Learning;

internal sealed partial class DqnLearner
{
    /// <summary>Writes both networks, the optimizer's moments and the generator.</summary>
    public void Save(BinaryWriter writer)
    {
        _networks.Save(writer);
        writer.Write(_random);
    }

    /// <summary>Continues where a learner with the same settings was.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    public void Load(BinaryReader reader)
    {
        _networks.Load(reader);
        reader.Read(_random);
    }
}
