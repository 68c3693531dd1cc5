using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sets the number of threads that torch computes with and restores it when disposed.</summary>
/// <remarks>The number belongs to the process. Threads that wait for tiny matrices cost more than they bring.</remarks>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _before;
    private readonly int _count;

    public TorchThreads(int count)
    {
        TorchLibrary.EnsureLoaded();
        _count = count;
        _before = get_num_threads();
        set_num_threads(count);
    }

    /// <summary>Restores the number, unless somebody else has set another one since.</summary>
    public void Dispose()
    {
        if (get_num_threads() == _count)
            set_num_threads(_before);
    }
}
