using DeepQ.Learning.Training;

namespace DeepQ.Results;

/// <summary>Means of Q(s, a) over a hundred batches each.</summary>
internal sealed class ValueCurve : ITrainingObserver
{
    public const int Interval = 100;
    private readonly List<double> _values = [];
    private double _sum;

    public IReadOnlyList<double> Values => _values;

    public void OnUpdate(in UpdateRecord update)
    {
        _sum += update.Result.MeanQ;
        if (update.Update % Interval != 0)
            return;
        _values.Add(_sum / Interval);
        _sum = 0;
    }
}
