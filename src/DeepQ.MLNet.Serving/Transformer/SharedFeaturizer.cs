using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>A featurizer that several transformers share and the last one disposes.</summary>
internal sealed class SharedFeaturizer(ITransformer transformer)
{
    private readonly Lock _lock = new();
    private int _owners = 1;

    public ITransformer Transformer => transformer;

    /// <summary>Adds an owner.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has released it.</exception>
    public SharedFeaturizer Share()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_owners == 0, transformer);
            _owners++;
            return this;
        }
    }

    /// <summary>Removes an owner.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (--_owners == 0)
                (transformer as IDisposable)?.Dispose();
        }
    }
}
