using static TorchSharp.torch;

namespace DeepQ.Learning.Torch;

/// <summary>Sets the number of threads that torch computes with and restores it when disposed.</summary>
/// <remarks>The number belongs to the process. Threads that wait for tiny matrices cost more than they bring.</remarks>
internal sealed class TorchThreads : IDisposable
{
    private readonly int _before;

    public TorchThreads(int count)
    {
        TorchLibrary.EnsureLoaded();
        _before = get_num_threads();
        set_num_threads(count);
    }

    public void Dispose() => set_num_threads(_before);
}
