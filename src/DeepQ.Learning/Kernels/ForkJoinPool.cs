using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// Threads that take shares of one loop after the other. The results do not depend on which thread takes a share, so
/// shares that are computed alike give the same bits with any number of threads.
/// </summary>
/// <remarks>
/// A helper spins for a while before it sleeps, because waking it takes as long as a product. The caller computes the
/// shares that no helper has begun: on a busy machine, a pool is as fast as its caller alone.
/// </remarks>
internal sealed unsafe class ForkJoinPool : IDisposable
{
    // About a tenth of a millisecond.
    private const int Spins = 3_000;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _helpers;
    // The loop is on the caller's stack, which does not move while the caller waits, so nothing is allocated.
    private void* _loop;
    private delegate*<void*, int, int, void> _run;
    private int _count;
    private int _rowsPerShare;
    // The number of the loop and, in the lower half, the number of shares not begun yet. One word holds both, so that
    // no thread begins a share of a loop that is over.
    private long _left;
    private int _undone;
    private int _asleep;
    private Exception? _failure;
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

    /// <summary>Whether there are no helpers.</summary>
    public bool IsAlone => _helpers.Length == 0;

    /// <summary>Computes all rows of a loop in shares; returns when all are done.</summary>
    /// <param name="loop">The body of the loop.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="rowsPerShare">The number of rows that a thread takes at a time.</param>
    public void Run<TLoop>(TLoop loop, int count, int rowsPerShare)
        where TLoop : struct, IRowLoop, allows ref struct
    {
        int shares = (count + rowsPerShare - 1) / rowsPerShare;
        _loop = Unsafe.AsPointer(ref loop);
        _run = &RunRows<TLoop>;
        (_count, _rowsPerShare) = (count, rowsPerShare);
        _undone = shares;
        long number = (_left >> 32) + 1;
        Interlocked.Exchange(ref _left, (number << 32) | (uint)shares);
        if (Volatile.Read(ref _asleep) > 0)
            _wake.Release(Interlocked.Exchange(ref _asleep, 0));

        while (DoShare())
        {
        }

        SpinWait wait = default;
        while (Volatile.Read(ref _undone) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
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

    private static void RunRows<TLoop>(void* loop, int row, int rows)
        where TLoop : struct, IRowLoop, allows ref struct =>
        Unsafe.AsRef<TLoop>(loop).Run(row, rows);

    private bool DoShare()
    {
        while (true)
        {
            long left = Interlocked.Read(ref _left);
            if ((int)left == 0)
                return false;
            void* loop = _loop;
            delegate*<void*, int, int, void> run = _run;
            (int count, int rowsPerShare) = (_count, _rowsPerShare);
            // Succeeds only while the loop is the one that was just read.
            if (Interlocked.CompareExchange(ref _left, left - 1, left) != left)
                continue;
            int row = ((int)left - 1) * rowsPerShare;
            try
            {
                run(loop, row, Math.Min(rowsPerShare, count - row));
            }
            catch (Exception e)
            {
                // A custom optimizer may throw. The caller sees the exception when no thread uses its loop any longer.
                Interlocked.CompareExchange(ref _failure, e, null);
            }

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
