namespace DeepQ.Learning.Kernels;

/// <summary>
/// Threads that take shares of one loop after the other. Which thread takes a share does not change what is computed,
/// so that shares that are computed alike give the same bits with any number of threads.
/// </summary>
/// <remarks>
/// A helper spins a while before it sleeps, because waking one takes as long as a product. What no helper has begun,
/// the caller does: on a machine whose cores are taken, a pool is as fast as its caller alone.
/// </remarks>
internal sealed class ForkJoinPool : IDisposable
{
    // About a tenth of a millisecond.
    private const int Spins = 3_000;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _helpers;
    private Action<int>? _work;
    // The number of the loop, and in the lower half how many of its shares nobody has begun: one word, so that nobody
    // begins a share of a loop that is over.
    private long _left;
    private int _undone;
    private int _asleep;
    private volatile bool _ends;

    /// <summary>Starts the helpers.</summary>
    /// <param name="threads">The number of threads, the caller's included.</param>
    public ForkJoinPool(int threads)
    {
        _helpers = new Thread[threads - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = "DeepQ.Learning" };
            _helpers[i].Start();
        }
    }

    /// <summary>Whether there is nobody but the caller.</summary>
    public bool IsAlone => _helpers.Length == 0;

    /// <summary>Does all shares of a loop, which do not depend on each other, and returns when all are done.</summary>
    /// <param name="work">Does the share with a number from 0; it throws nothing.</param>
    /// <param name="shares">The number of shares.</param>
    public void Run(Action<int> work, int shares)
    {
        _work = work;
        _undone = shares;
        long loop = (_left >> 32) + 1;
        Interlocked.Exchange(ref _left, (loop << 32) | (uint)shares);
        if (Volatile.Read(ref _asleep) > 0)
            _wake.Release(Interlocked.Exchange(ref _asleep, 0));

        while (DoShare())
        {
        }

        SpinWait wait = default;
        while (Volatile.Read(ref _undone) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    public void Dispose()
    {
        _ends = true;
        if (_helpers.Length > 0)
            _wake.Release(_helpers.Length);
        foreach (Thread helper in _helpers)
            helper.Join();
        _wake.Dispose();
    }

    private bool DoShare()
    {
        while (true)
        {
            long left = Interlocked.Read(ref _left);
            if ((int)left == 0)
                return false;
            Action<int>? work = _work;
            // It succeeds only while the loop is the one that the work belongs to.
            if (Interlocked.CompareExchange(ref _left, left - 1, left) != left)
                continue;
            work!((int)left - 1);
            Interlocked.Decrement(ref _undone);
            return true;
        }
    }

    private void Help()
    {
        int idle = 0;
        while (!_ends)
        {
            if (DoShare())
            {
                idle = 0;
            }
            else if (++idle < Spins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                idle = 0;
                Interlocked.Increment(ref _asleep);
                _wake.Wait();
            }
        }
    }
}
