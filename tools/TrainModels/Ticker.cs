using System.Globalization;
using DeepQ.Learning;

namespace TrainModels;

/// <summary>Writes a line for each evaluation.</summary>
internal sealed class Ticker : IProgress<TrainingProgress>
{
    private long _step = -1;

    public void Report(TrainingProgress value)
    {
        if (value.LastEvaluation is not { } evaluation || evaluation.Step == _step)
            return;
        _step = evaluation.Step;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  step {_step:N0}, mean return {evaluation.Result.MeanReturn:F2}, {value.Remaining:m\\:ss} left"));
    }
}
