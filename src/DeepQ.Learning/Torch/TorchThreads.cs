using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sets the number of threads that torch computes with and restores it when disposed.</summary>
/// <remarks>
/// Threads that wait for tiny matrices cost more than they bring: where cores are taken, one that waits for another spins for
/// milliseconds. The number belongs to the thread that sets it, and to those that call torch for the first time in the meantime; so
/// who finds the number there already changes nothing, and has nothing to restore.
/// </remarks>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _before;
    private readonly int _count;

    public TorchThreads(int count)
    {
        TorchLibrary.EnsureLoaded();
        _count = count;
        _before = get_num_threads();
        if (_before != count)
            set_num_threads(count);
    }

    /// <summary>Restores the number, unless somebody else has set another one since.</summary>
    public void Dispose()
    {
        if (_before != _count && get_num_threads() == _count)
            set_num_threads(_before);
    }
}
