using System.Collections.Concurrent;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Cluster;

/// <summary>Runs the trainings of a sweep on silos, and requests their status.</summary>
internal sealed class ClusterSweepTrainer(
    IGrainFactory grains, string sweep, string fingerprint, int places, ClusterSweepOptions options) : ISweepTrainer
{
    // One that takes its silo down with it would take down the next one, too.
    private const int MostAttempts = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentBag<Task> _farewells = [];
    // How often a training was sent on, by its key. A grain that ends is made again where it was, and one of another key anywhere.
    private readonly ConcurrentDictionary<string, int> _moves = [];

    public int Places => places;

    public async Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken)
    {
        TrainingOrder own = TrainingOrder.Of(sweep, fingerprint, order);
        try
        {
            TrainingAnswer answer = await AskAsync(own, new TrainingQuestion(0), cancellationToken).ConfigureAwait(false);
            return new ClusterTraining(this, own, answer, cancellationToken);
        }
        catch (SweepTrialException)
        {
            Leave(own, forget: true);
            throw;
        }
        catch
        {
            Leave(own, forget: false);
            throw;
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="SweepTrialException">The trial failed because of its settings.</exception>
    /// <exception cref="SweepClusterException">A silo cannot train, or none answers.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<TrainingAnswer> AskAsync(TrainingOrder order, TrainingQuestion question, CancellationToken cancellationToken)
    {
        ITrainingGrain grain = GrainOf(order);
        Patience patience = new(options, cancellationToken);
        HashSet<Guid> attempts = [];
        TimeSpan pause = FirstPause;
        long free = options.TimeProvider.GetTimestamp();
        while (true)
        {
            TrainingAnswer answer = await patience.AskAsync(() => grain.AskAsync(order, question)).ConfigureAwait(false);
            switch (answer.State)
            {
                case TrainingState.Failed:
                    throw new SweepTrialException(answer.Text);
                case TrainingState.Broken:
                    throw new SweepClusterException(
                        $"The silo '{answer.Silo}' cannot train candidate {order.Candidate}: {answer.Text}");
                case TrainingState.Running or TrainingState.Done:
                    options.Progress?.Report(new SweepTrainingProgress(
                        order.Candidate, order.Round, order.Seed, answer.Silo, answer.Steps, order.Steps));
                    attempts.Add(answer.Attempt);
                    break;
                case TrainingState.Full:
                    _moves.AddOrUpdate(order.Key(), 1, (_, moves) => moves + 1);
                    grain = GrainOf(order);
                    break;
            }

            if (answer.State != TrainingState.Held)
                free = options.TimeProvider.GetTimestamp();
            if (answer.State == TrainingState.Done)
                return answer;
            if (options.TimeProvider.GetElapsedTime(free) > options.Patience)
            {
                throw new SweepClusterException(
                    $"The silo '{answer.Silo}' has found the checkpoint of candidate {order.Candidate} held by another silo for " +
                    $"{options.Patience}. A silo that was lost lets go of it ten minutes after it was asked the last time: call " +
                    "SweepAsync again, or raise Patience.");
            }

            if (attempts.Count > MostAttempts)
            {
                throw new SweepClusterException(
                    $"Candidate {order.Candidate} was lost with its silo {MostAttempts} times, the last time on '{answer.Silo}'.");
            }

            await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < options.PollInterval ? pause * 1.5 : options.PollInterval;
        }
    }

    /// <summary>Ends a training on its silo, for good or for now.</summary>
    public void Leave(TrainingOrder order, bool forget)
    {
        ITrainingGrain grain = GrainOf(order);
        _farewells.Add(SayAsync(forget ? grain.ForgetAsync(order) : grain.StopAsync()));

        // A silo that does not hear of it ends the training later by itself.
        static async Task SayAsync(Task farewell) => await farewell.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits until the silos have received all that.</summary>
    public Task FinishAsync() => Task.WhenAll(_farewells);

    private ITrainingGrain GrainOf(TrainingOrder order)
    {
        string key = order.Key();
        return grains.GetGrain<ITrainingGrain>($"{key}.{_moves.GetValueOrDefault(key)}");
    }
}
