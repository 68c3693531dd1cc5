using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;

var random = new Xoshiro256(1);
var environments = new VectorEnvironment([new CartPole()], random.Fork());
try
{
    using TrainingResult result = new DqnTrainer(new DqnOptions { Steps = 1_000 }).Train(environments, null, random);
    return 1;
}
catch (DllNotFoundException exception)
{
    Console.WriteLine(exception.Message);
    return 0;
}
