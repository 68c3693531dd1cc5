using DecisionServer.Settings;
using DeepQ.Decisions;
using DeepQ.Decisions.Policies;

namespace DecisionServer.Demo;

/// <summary>Replays two hours of customers in a moment, and then adds some each second.</summary>
internal sealed partial class DemoHost(
    DecisionService service, PolicyRegistry registry, CurrentSettings settings, DemoClock clock, ILogger<DemoHost> logger) : BackgroundService
{
    private static readonly TimeSpan Past = TimeSpan.FromHours(2);
    private static readonly TimeSpan BetweenPast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenNow = TimeSpan.FromSeconds(0.25);

    private readonly DemoShop _shop = new(new Random(1));
    private readonly PriorityQueue<Guid, DateTimeOffset> _rewards = new();
    private readonly List<Task> _logging = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        for (DateTimeOffset time = now - Past; time < now; time += BetweenPast)
        {
            stoppingToken.ThrowIfCancellationRequested();
            clock.Set(time);
            await ChangeAsync(time - (now - Past));
            await LetOneComeAsync(time, stoppingToken);
        }

        await Task.WhenAll(_logging);
        clock.Set(null);
        TellReady(logger);
        using PeriodicTimer timer = new(BetweenNow);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            _logging.RemoveAll(task => task.IsCompleted);
            await LetOneComeAsync(clock.GetUtcNow(), stoppingToken);
        }
    }

    private async Task LetOneComeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        while (_rewards.TryPeek(out Guid id, out DateTimeOffset due) && due <= time)
        {
            _rewards.Dequeue();
            _logging.Add(service.RewardAsync(id, 1, cancellationToken: cancellationToken));
        }

        float[] state = _shop.NextCustomer();
        DecisionAnswer answer = await service.DecideAsync(state, cancellationToken: cancellationToken);
        if (_shop.Buys(state, answer.Action))
            _rewards.Enqueue(answer.Id, time + _shop.NextDelay());
    }

    // The changes that a careful operator would make in the first hour and a half.
    private async Task ChangeAsync(TimeSpan since)
    {
        switch (since.TotalMinutes)
        {
            case 20:
                RegisteredVersion first = DemoPolicies.AddFirst(registry);
                registry.Try(first.Name, "looks on for a while");
                await SwitchAsync(DecisionMode.Apprentice);
                break;
            case 40:
                await SwitchAsync(DecisionMode.Canary);
                break;
            case 65:
                registry.Promote(registry.CandidateVersion!.Name, "earned more than the baseline in a quarter of the episodes");
                await SwitchAsync(DecisionMode.Online);
                break;
            case 90:
                RegisteredVersion second = DemoPolicies.AddSecond(registry);
                registry.Try(second.Name, "is estimated to be worth more");
                await SwitchAsync(DecisionMode.Canary);
                break;
        }
    }

    private async Task SwitchAsync(DecisionMode mode) => await settings.SwitchAsync(
        settings.Now with { Mode = mode, CanaryShare = 0.25 }, CancellationToken.None);

    [LoggerMessage(1, LogLevel.Information, "Two hours of customers are in the log, and more come. Open the page, and promote the candidate.")]
    private static partial void TellReady(ILogger logger);
}
