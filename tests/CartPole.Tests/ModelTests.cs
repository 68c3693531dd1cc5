using System.Runtime.CompilerServices;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Serving;

namespace CartPoleSample.Tests;

public sealed class ModelTests
{
    [Fact]
    public void The_policy_that_comes_with_the_project_still_acts_as_its_page_says()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(Model());
        Assert.Equal(["left", "right"], policy.ActionNames);
        Assert.Equal("6000", policy.Metadata!.Training["environment_steps"]);
        EvaluationResult result = PolicyEvaluation.Run(new CartPole(), policy.Act, 20, new Xoshiro256(11));
        Assert.Equal(500, result.MeanReturn);
    }

    private static string Model([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "models", "CartPole-v1", "policy.onnx");
}
