using DeepQ.Learning;
using DeepQ.Learning.Findings;
using Spectre.Console;

namespace Samples.Training;

/// <summary>Prints the findings of a training, if any.</summary>
internal static class Findings
{
    public static void Show(IAnsiConsole console, TrainingResult training)
    {
        foreach (Finding finding in training.Diagnosis)
            console.Line($"{finding.Name}: {finding}");
    }
}
