using System.Xml.Linq;
using DeepQ.MLNet.Curves;

namespace DeepQ.MLNet.Tests.Curves;

public sealed class LearningCurveTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly CurveLabels Labels = new("a title", "a subtitle", "environment steps", "return", "evaluation");

    private static readonly XElement Picture = LearningCurvePicture.Draw(
        episodes: [new(100, 20), new(400, 300)],
        evaluations: [new(200, 50), new(400, 500)],
        steps: 400,
        target: 475,
        Labels).Root!;

    // 76 and 928 are the ends of the horizontal axis, 476 the foot of the vertical one; 372 units are 520 of return.
    [Fact]
    public void Evaluations_are_joined_at_their_steps_and_returns()
    {
        XElement evaluations = Picture.Descendants(Svg + "polyline").Last();

        Assert.Equal("502,440.23 928,118.31", evaluations.Attribute("points")!.Value);
    }

    [Fact]
    public void Every_episode_is_a_dot_and_every_evaluation_a_marker_beside_those_of_the_legend()
    {
        int evaluations = Picture.Descendants(Svg + "circle").Count(circle => circle.Attribute("stroke") is not null);
        int circles = Picture.Descendants(Svg + "circle").Count();

        Assert.Equal((2 + 1, 2 + 1), (evaluations, circles - evaluations));
    }

    [Fact]
    public void The_line_of_the_target_lies_at_475()
    {
        XElement line = Assert.Single(
            Picture.Descendants(Svg + "line"), line => line.Attribute("stroke-dasharray") is not null);

        Assert.Equal(("136.19", "136.19"), (line.Attribute("y1")!.Value, line.Attribute("y2")!.Value));
    }

    [Fact]
    public void Titles_axes_and_legend_are_written()
    {
        string[] texts = [.. Picture.Descendants(Svg + "text").Select(text => text.Value)];

        Assert.All(
            ["a title", "a subtitle", "environment steps", "target: 475", "mean of 20 episodes", "400"],
            text => Assert.Contains(text, texts));
    }

    // Every third of 7,000, beside the two circles of the legend.
    [Fact]
    public void Of_thousands_of_episodes_some_are_drawn_and_means_are_of_more()
    {
        XElement picture = LearningCurvePicture.Draw(
            [.. Enumerable.Range(0, 7_000).Select(i => new CurvePoint(i, 1))], [], steps: 7_000, target: null, Labels).Root!;

        Assert.Equal(2_334 + 2, picture.Descendants(Svg + "circle").Count());
        Assert.Contains("mean of 60 episodes", picture.Descendants(Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void A_training_that_ended_at_once_gives_an_empty_picture()
    {
        XElement picture = LearningCurvePicture.Draw([], [], steps: 0, target: null, Labels).Root!;

        Assert.Empty(picture.Descendants(Svg + "circle"));
    }

    // 372 units are 208 of return: the 200 from −200 to zero, which is always shown, and the headroom of 8.
    [Fact]
    public void Returns_below_zero_are_drawn_below_it()
    {
        XElement picture = LearningCurvePicture.Draw([], [new(0, -200), new(10, -50)], steps: 10, target: null, Labels).Root!;
        Assert.Equal("76,476 928,207.73", picture.Descendants(Svg + "polyline").Last().Attribute("points")!.Value);
    }

    [Fact]
    public void A_training_is_drawn_into_a_file()
    {
        using Support.TemporaryFolder folder = new();
        DeepQTrainer.Options options = Support.TwoStates.Options();
        (options.Steps, options.EvaluationInterval) = (200, 100);
        MLContext context = new(seed: 1);
        using TrainingResult training = context.ReinforcementLearning.Trainers.DeepQ(options)
            .Train(Support.TwoStates.Environment(), Support.TwoStates.Environment());
        LearningCurve.Write(folder.File("curve.svg"), training, "two states", target: 1);
        XElement picture = XDocument.Load(folder.File("curve.svg")).Root!;
        Assert.Equal(training.Evaluations.Count + 1, picture.Descendants(Svg + "circle").Count(circle => circle.Attribute("stroke") is not null));
        Assert.Contains(picture.Descendants(Svg + "text"), text => text.Value == "two states");
    }
}
