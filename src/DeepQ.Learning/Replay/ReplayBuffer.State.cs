namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>Writes every transition, so that <see cref="Load"/> restores an equal buffer.</summary>
    internal void Save(BinaryWriter writer)
    {
        writer.Write(Shape(Layout));
        _frames?.Save(writer);
        for (int i = 0; i < _streams.Length; i++)
        {
            Stream source = _streams[i];
            writer.Write(source.Head);
            writer.Write(source.Count);
            writer.Write(source.Open ?? -1);
            int first = i * _slots;
            for (int slot = first; slot < first + source.Count; slot++)
            {
                ref readonly Record record = ref _records.First(slot);
                writer.Write(record.Action);
                writer.Write(record.Reward);
                writer.Write(record.Successor);
                writer.Write((byte)record.Flags);
                writer.Write(record.Version);
            }

            _states.Save(writer, first, source.Count);
        }

        _ownRows.Save(writer);
        _ownSuccessors.Save(writer, 0, _ownRows.End);
    }

    /// <summary>Restores the transitions of a buffer with the same sizes.</summary>
    /// <exception cref="InvalidDataException">The saved buffer has other sizes.</exception>
    /// <exception cref="EndOfStreamException">The data end too soon.</exception>
    internal void Load(BinaryReader reader)
    {
        string shape = reader.ReadString();
        if (shape != Shape(Layout) && shape != Shape(Layout.Plain))
            throw new InvalidDataException($"The saved buffer has {shape}; this one has {Shape(Layout)}.");
        // Earlier versions stored each value in its element type.
        ObservationStore? form = shape == Shape(Layout) ? null : ObservationStore.Create(Layout.Plain, 1, file: null);
        form?.Reserve(1);
        if (_frames is not null)
            LoadFrames(form is null ? reader : null);

        Count = 0;
        for (int i = 0; i < _streams.Length; i++)
        {
            ref Stream source = ref _streams[i];
            source.Head = reader.ReadInt32();
            source.Count = reader.ReadInt32();
            int open = reader.ReadInt32();
            source.Open = open < 0 ? null : open;
            Count += source.Count;
            int first = i * _slots;
            for (int slot = first; slot < first + source.Count; slot++)
            {
                (int action, float reward, int successor) = (reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt32());
                TransitionFlags flags = (TransitionFlags)(reader.ReadByte() & 3);
                _records.First(slot) = new Record(reader.ReadUInt32(), flags)
                {
                    Action = action,
                    Reward = reward,
                    Successor = successor,
                };
            }

            LoadStates(reader, first, source.Count, form);
        }

        _ownRows.Load(reader);
        LoadOwnSuccessors(reader, form);
    }

    // Releases the frames of other transitions; the ones to come refer to the frames that are read.
    private void LoadFrames(BinaryReader? reader)
    {
        for (int slot = 0; slot < Capacity; slot++)
            _states.Release(slot);
        for (int row = 0; row < _ownRows.End; row++)
            _ownSuccessors.Release(row);
        if (reader is not null)
            _frames!.Load(reader);
    }

    private void LoadStates(BinaryReader reader, int first, int count, ObservationStore? form)
    {
        if (form is null)
        {
            _states.Load(reader, first, count);
            return;
        }

        for (int slot = first; slot < first + count; slot++)
            _states.Load(reader, slot, form, slot == first ? null : _states, slot - 1);
    }

    private void LoadOwnSuccessors(BinaryReader reader, ObservationStore? form)
    {
        if (form is null)
        {
            _ownSuccessors.Load(reader, 0, _ownRows.End);
            return;
        }

        int[] owners = new int[_ownRows.End];
        Array.Fill(owners, -1);
        for (int i = 0; i < Count; i++)
        {
            int slot = SlotOf(i), row = _records.First(slot).Successor;
            if (row != NextSlot)
                owners[row] = slot;
        }

        for (int row = 0; row < owners.Length; row++)
        {
            _ownSuccessors.Load(reader, row, form, owners[row] < 0 ? null : _states, owners[row]);
            if (owners[row] < 0)
                _ownSuccessors.Release(row);
        }
    }

    private string Shape(ObservationLayout layout) =>
        $"{Capacity} transitions from {_streams.Length} streams with {layout} and masks of {MaskedActions} actions";
}
