using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sets the number of threads of torch and restores it when disposed.</summary>
/// <remarks>
/// For tiny matrices, threads that wait cost more than they save: on a busy machine, one that waits for another spins
/// for milliseconds. The number belongs to the thread that sets it, and to those that call torch for the first time
/// meanwhile. A caller that finds the number already set therefore changes and restores nothing.
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

    /// <summary>Restores the number, unless other code has changed it since.</summary>
    public void Dispose()
    {
        if (_before != _count && get_num_threads() == _count)
            set_num_threads(_before);
    }
}
