using DeepQ.Learning;
using DeepQ.Learning.Findings;
using Spectre.Console;

namespace Samples.Training;

/// <summary>Says what is the matter with a training, if anything is.</summary>
internal static class Findings
{
    public static void Show(IAnsiConsole console, TrainingResult training)
    {
        foreach (Finding finding in training.Diagnosis)
            console.Line($"{finding.Name}: {finding}");
    }
}
