using System.Runtime.ExceptionServices;

namespace DeepQ.Environments.Vector;

/// <summary>Repeatedly divides work between the caller and threads of the pool, without allocating.</summary>
/// <remarks>
/// Each thread takes the next part when it is free. The caller does the parts that no pool thread has begun, so a busy
/// pool never delays it.
/// </remarks>
/// <param name="parts">The number of parts.</param>
/// <param name="helpers">The number of threads beside the caller's.</param>
/// <param name="work">Does one part, from 0.</param>
internal sealed class SharedWork(int parts, int helpers, Action<int> work) : IThreadPoolWorkItem
{
    private readonly int _parts = parts;
    private ExceptionDispatchInfo? _failure;
    private int _next = parts;
    private int _unfinished;
    private int _called;

    /// <summary>Does all parts; rethrows the exception of the first failure.</summary>
    public void Run()
    {
        _failure = null;
        Volatile.Write(ref _unfinished, _parts);
        // From here on, a helper that is late for the previous run takes parts of this one.
        Volatile.Write(ref _next, 0);
        while (Volatile.Read(ref _called) < helpers)
        {
            Interlocked.Increment(ref _called);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        TakeParts();
        SpinWait spin = default;
        while (Volatile.Read(ref _unfinished) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        _failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _called);
        TakeParts();
    }

    private void TakeParts()
    {
        int part;
        while ((part = Interlocked.Increment(ref _next) - 1) < _parts)
        {
            try
            {
                work(part);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }
}
