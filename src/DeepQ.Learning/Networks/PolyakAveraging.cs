using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

/// <summary>Moves the weights of one network toward those of another; finds the pairs of tensors once.</summary>
internal sealed class PolyakAveraging
{
    private readonly (Tensor To, Tensor From)[] _parameters;
    private readonly (Tensor To, Tensor From)[] _buffers;

    /// <summary>Pairs the tensors of two networks by name; the networks keep owning them.</summary>
    /// <exception cref="ArgumentException">The two networks have different parameters or shapes.</exception>
    public PolyakAveraging(QNetwork to, QNetwork from)
    {
        _parameters = [.. Pairs(to.named_parameters(), from.named_parameters())];
        _buffers = [.. Pairs(to.named_buffers(), from.named_buffers())];
    }

    /// <summary>Moves every parameter by a share τ of the distance, in (0, 1]; 1 copies. Buffers are copied.</summary>
    public void Blend(double tau)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        if (tau == 1)
        {
            Copy(_parameters);
        }
        else if (_parameters.Length > 0)
        {
            Tensor weight = tensor((float)tau, device: _parameters[0].To.device);
            foreach ((Tensor to, Tensor from) in _parameters)
                to.lerp_(from, weight);
        }

        Copy(_buffers);
    }

    private static void Copy((Tensor To, Tensor From)[] pairs)
    {
        foreach ((Tensor to, Tensor from) in pairs)
            to.copy_(from);
    }

    private static IEnumerable<(Tensor To, Tensor From)> Pairs<T>(
        IEnumerable<(string Name, T Value)> to,
        IEnumerable<(string Name, T Value)> from)
        where T : Tensor
    {
        Dictionary<string, T> sources = from.ToDictionary(entry => entry.Name, entry => entry.Value);
        foreach ((string name, T target) in to)
        {
            if (!sources.Remove(name, out T? source))
                throw new ArgumentException($"The source network has no '{name}'.");
            if (!target.shape.AsSpan().SequenceEqual(source.shape))
            {
                throw new ArgumentException(
                    $"'{name}' has the shape ({string.Join(", ", source.shape)}) in the source network and " +
                    $"({string.Join(", ", target.shape)}) in this one.");
            }

            yield return (target, source);
        }

        if (sources.Count > 0)
            throw new ArgumentException($"This network has no '{sources.Keys.First()}'.");
    }
}
