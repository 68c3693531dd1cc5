using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Training;

namespace DeepQ.Results;

/// <summary>What the greedy policy brings at every so many steps.</summary>
internal sealed class ActingCurve(int interval, Func<Policy, double> valueOf) : ITrainingObserver
{
    public List<double> Values { get; } = [];

    public void OnStepEnd(TrainingMoment moment)
    {
        if (moment.Step == 0 || moment.Step % interval != 0)
            return;
        using QNetwork network = moment.CopyNetwork();
        network.eval();
        Values.Add(valueOf(network.Act));
    }
}
