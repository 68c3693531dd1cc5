using static TorchSharp.torch;

namespace DeepQ.Learning.Checkpoints;

/// <summary>The parameters and buffers of a module in a checkpoint: name, shape and bytes of each.</summary>
internal static class ModuleState
{
    public static void Save(nn.Module module, BinaryWriter writer)
    {
        using DisposeScope scope = NewDisposeScope();
        (string Name, Tensor Value)[] tensors = [.. Tensors(module)];
        writer.Write(tensors.Length);
        foreach ((string name, Tensor value) in tensors)
        {
            writer.Write(Describe(name, value));
            writer.Write(value.detach().cpu().contiguous().bytes);
        }
    }

    /// <exception cref="InvalidDataException">The tensors do not match the module.</exception>
    public static void Load(nn.Module module, BinaryReader reader)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (string Name, Tensor Value)[] tensors = [.. Tensors(module)];
        int count = reader.ReadInt32();
        if (count != tensors.Length)
            throw new InvalidDataException($"The checkpoint has {count} tensors of a network; this network has {tensors.Length}.");
        foreach ((string name, Tensor value) in tensors)
        {
            string stored = reader.ReadString();
            if (stored != Describe(name, value))
            {
                throw new InvalidDataException(
                    $"The checkpoint has '{stored}' where the network has '{Describe(name, value)}'.");
            }

            Tensor loaded = empty(value.shape, dtype: value.dtype);
            reader.ReadExactly(loaded.bytes);
            value.copy_(loaded);
        }
    }

    private static IEnumerable<(string Name, Tensor Value)> Tensors(nn.Module module) =>
        module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)).Concat(module.named_buffers());

    private static string Describe(string name, Tensor value) => $"{name} {value.dtype} ({string.Join(", ", value.shape)})";
}
