System.Console.WriteLine("Notifications");
