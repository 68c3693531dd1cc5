using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>A featurizer that several transformers have, and that is disposed with the last of them.</summary>
internal sealed class SharedFeaturizer(ITransformer transformer)
{
    private readonly Lock _lock = new();
    private int _owners = 1;

    public ITransformer Transformer => transformer;

    /// <summary>Adds an owner.</summary>
    /// <exception cref="ObjectDisposedException">The last one is gone.</exception>
    public SharedFeaturizer Share()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_owners == 0, transformer);
            _owners++;
            return this;
        }
    }

    /// <summary>Takes an owner away.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (--_owners == 0)
                (transformer as IDisposable)?.Dispose();
        }
    }
}
