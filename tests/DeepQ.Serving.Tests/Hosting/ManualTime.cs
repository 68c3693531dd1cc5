using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Serving.Tests.Hosting;

/// <summary>A clock that stands still until it is moved, and tells when somebody waits for it.</summary>
internal sealed class ManualTime : FakeTimeProvider
{
    private readonly Channel<ITimer> _created = Channel.CreateUnbounded<ITimer>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _created.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>Completes when a timer has been made that was not waited for before.</summary>
    public Task TimerMade() => _created.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
