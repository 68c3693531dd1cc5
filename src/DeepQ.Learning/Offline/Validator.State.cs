using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Offline;

internal sealed partial class Validator
{
    /// <summary>Writes the values so far and the best network.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Draws());
        writer.Write(_records.Count);
        foreach (ValidationRecord record in _records)
        {
            writer.Write(record.Update);
            writer.Write(record.Value);
        }

        if (_best is not null)
            ModuleState.Save(_best, writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="create">Creates a network of the architecture.</param>
    /// <exception cref="InvalidDataException">Other episodes were held out.</exception>
    public void Load(BinaryReader reader, Func<QNetwork> create)
    {
        if (!reader.ReadBytes(Xoshiro256.StateSize).AsSpan().SequenceEqual(Draws()))
        {
            throw new InvalidDataException(
                "The checkpoint is from a run that held out other episodes: use the seed of that run.");
        }

        int count = reader.ReadInt32();
        for (int i = 0; i < count; i++)
            Add(new ValidationRecord(reader.ReadInt64(), reader.ReadDouble()));
        if (Best is null)
            return;
        _best = create();
        ModuleState.Load(_best, reader);
    }

    // The generator advances with the shuffle of the episodes, so its state identifies the held-out ones.
    private byte[] Draws()
    {
        byte[] state = new byte[Xoshiro256.StateSize];
        _random.SaveState(state);
        return state;
    }
}
