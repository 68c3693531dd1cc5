using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Export;
using DeepQ.MLNet;
using DeepQ.MLNet.Cards;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using Microsoft.ML;

namespace TrainModels;

/// <summary>Trains a policy and writes it with its card.</summary>
internal static class ModelFolder
{
    public const string PolicyName = "policy.onnx";
    public const string CardName = "policy.card.md";

    public static PolicyCard Make(Recipe recipe, string models, IProgress<TrainingProgress>? progress = null)
    {
        Xoshiro256 random = new(recipe.Seed);
        using TrainingResult training = new DqnTrainer(recipe.Options).Train(
            new VectorEnvironment(recipe.Environments, recipe.Create, random.Fork()), recipe.Create(), random.Fork(), progress);

        string path = Path.Combine(Directory.CreateDirectory(FolderOf(recipe, models)).FullName, PolicyName);
        PolicyMetadata metadata = Describe(training, recipe);
        VerifiedFile.Write(path, PolicyExport.ToOnnx(training, metadata), bytes => Verify(bytes, training));
        return WriteCard(recipe, path);
    }

    /// <summary>Lets a policy act and writes what it does beside it.</summary>
    public static PolicyCard WriteCard(Recipe recipe, string path)
    {
        IEnvironment environment = recipe.Create();
        using OnnxPolicy policy = OnnxPolicy.Load(path);
        EvaluationResult returns = Measurements.Returns(policy, environment);
        PolicyCardDetails details = Details(recipe);
        details.Evaluation = returns;
        details.Figures =
        [
            .. Measurements.Figures(policy, environment, recipe.Aim, returns),
            .. Measurements.Compressed(File.ReadAllBytes(path), environment),
        ];
        return new MLContext().ReinforcementLearning.WriteCard(path, details);
    }

    /// <summary>What the recipe says of its policy, without any measurement.</summary>
    public static PolicyCardDetails Details(Recipe recipe) => new()
    {
        Title = recipe.Create().Name,
        Purpose = $"Made by `{Recipe.CommandOf(recipe.Name)}`. The values are those of the file in ONNX Runtime, "
            + $"in episodes with the seed {Measurements.Seed}.",
        Settings = recipe.Options,
        Seed = checked((int)recipe.Seed),
        Warnings =
        [
            "Trained and measured in this project's own environment, from its start states, with exact observations: "
                + "nothing is known of other physics, other starts, or noise.",
            "Training again on another processor may round differently and bring another policy.",
        ],
    };

    /// <summary>The cards of a folder, in the order of the recipes.</summary>
    public static (Recipe Recipe, PolicyCard Card)[] ReadCards(string models) =>
    [
        .. Recipe.All
            .Where(recipe => File.Exists(JsonOf(recipe, models)))
            .Select(recipe => (recipe, PolicyCard.Read(JsonOf(recipe, models)))),
    ];

    public static void WriteIndex(string models) =>
        File.WriteAllText(Path.Combine(models, CardIndex.FileName), CardIndex.Of(ReadCards(models)));

    public static string FolderOf(Recipe recipe, string models) => Path.Combine(models, recipe.Create().Name);

    private static string JsonOf(Recipe recipe, string models) =>
        Path.Combine(FolderOf(recipe, models), Path.ChangeExtension(CardName, ".json"));

    // Without the time that it took, so that the same training gives the same bytes.
    private static PolicyMetadata Describe(TrainingResult training, Recipe recipe)
    {
        PolicyMetadata metadata = training.Describe();
        SortedDictionary<string, string> summary = new(StringComparer.Ordinal)
        {
            ["environment"] = recipe.Create().Name,
            ["seed"] = $"{recipe.Seed}",
        };
        foreach ((string name, string value) in metadata.Training.Where(entry => entry.Key != "seconds"))
            summary[name] = value;
        return metadata with { Training = summary };
    }

    private static VerificationReport Verify(byte[] model, TrainingResult training)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        return PolicyExport.Verify(
            (states, batch) =>
            {
                float[] qValues = new float[batch * policy.ActionCount];
                int[] actions = new int[batch];
                policy.Evaluate(states, qValues, actions);
                return (qValues, Array.ConvertAll(actions, action => (long)action));
            },
            training,
            new Xoshiro256(0));
    }
}
